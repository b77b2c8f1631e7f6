import type { RoundingMode } from "@binade/softfloat";

/** Rounding modes that are not the contract's, by what they do. */
export const roundings: Readonly<Record<string, RoundingMode>> = {
  "toward zero": "roundTowardZero",
  "to nearest, ties away": "roundTiesToAway",
  up: "roundTowardPositive",
  down: "roundTowardNegative",
};
