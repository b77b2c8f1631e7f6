import type { RoundingMode } from "../rounding/roundingOptions.ts";

/**
 * The rounding modes by TestFloat's names, as in its options (`-rnear_even`).
 *
 * @see J. Hauser, Berkeley TestFloat 3e, `testfloat_gen`, options.
 * @example
 * import { testFloatRoundings } from "@binade/softfloat/testfloat";
 *
 * testFloatRoundings.minMag; // "roundTowardZero"
 */
export const testFloatRoundings: Readonly<
  Record<"near_even" | "near_maxMag" | "minMag" | "min" | "max" | "odd", RoundingMode>
> = {
  near_even: "roundTiesToEven",
  near_maxMag: "roundTiesToAway",
  minMag: "roundTowardZero",
  min: "roundTowardNegative",
  max: "roundTowardPositive",
  odd: "roundToOdd",
};
