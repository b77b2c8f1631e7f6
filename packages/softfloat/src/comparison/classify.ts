import { isZero } from "../codes/specials.ts";
import { type Unpacked, unpack } from "../codes/unpack.ts";
import type { Code, Format } from "../format/format.ts";

/** The ten classes of IEEE 754-2019 §5.7.2. */
export type NumberClass =
  | "signalingNaN"
  | "quietNaN"
  | "negativeInfinity"
  | "negativeNormal"
  | "negativeSubnormal"
  | "negativeZero"
  | "positiveZero"
  | "positiveSubnormal"
  | "positiveNormal"
  | "positiveInfinity";

/**
 * Which of the ten classes a code belongs to.
 *
 * A format has the classes that it has codes for: only IEEE 754's NaN encoding has signaling NaNs, and in a format without
 * subnormals the codes of theirs are zeros.
 *
 * @see IEEE 754-2019 §5.7.2 (class).
 * @example
 * import { classify, E4M3FNUZ, FP16 } from "@binade/softfloat";
 *
 * classify(FP16, 0x8001); // "negativeSubnormal"
 * classify(E4M3FNUZ, 0x80); // "quietNaN"
 */
export function classify<C extends Code>(format: Format<C>, code: NoInfer<C>): NumberClass {
  const x = unpack(format, code);
  if (x.kind === "quietNaN" || x.kind === "signalingNaN") return x.kind;
  return `${x.isNegative ? "negative" : "positive"}${magnitudeClass(format, x)}`;
}

function magnitudeClass(format: Format<Code>, x: Unpacked): "Infinity" | "Normal" | "Subnormal" | "Zero" {
  if (x.kind === "infinite") return "Infinity";
  if (isZero(x)) return "Zero";
  return x.significand >> BigInt(format.precision - 1) === 0n ? "Subnormal" : "Normal";
}
