import { unpackNumber } from "../codes/unpackNumber.ts";
import type { Code, Format } from "../format/format.ts";
import { bitLength } from "../rounding/bitLength.ts";
import { powerOfTwo } from "../rounding/powerOfTwo.ts";

/**
 * The unit in the last place: the spacing of `format` in the binade of `x`.
 *
 * Below `2^emin`, zero included, it is the least subnormal. Beyond the finite range it is the spacing that an unbounded
 * exponent would give. ±∞ gives ∞ and NaN gives NaN. Accuracy: exact.
 *
 * @see IEEE 754-2019 §3.3 (quantum of a representation).
 * @example
 * import { FP16, ulp } from "@binade/softfloat";
 *
 * ulp(FP16, 2049); // 2
 * ulp(FP16, 0); // 5.960464477539063e-8
 */
export function ulp(format: Format<Code>, x: number): number {
  if (!Number.isFinite(x)) return Math.abs(x);
  const { significand, exponent } = unpackNumber(x);
  const leading = significand === 0n ? format.emin : exponent + bitLength(significand) - 1;
  if (leading < format.emin && !format.hasSubnormals) return powerOfTwo(format.emin);
  return powerOfTwo(Math.max(leading, format.emin) - (format.precision - 1));
}
