import { invalid, isZero, nanResult } from "../codes/specials.ts";
import { unpackOperands } from "../codes/unpack.ts";
import type { Code, Format } from "../format/format.ts";
import { bitLength } from "../rounding/bitLength.ts";
import { digitsToRound } from "../rounding/digitsToRound.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { infiniteCode, roundToCode } from "../rounding/roundToCode.ts";

/**
 * `√a`.
 *
 * NaN gives the canonical NaN; a negative operand raises invalid and gives it too, but √−0 is −0. √+∞ is +∞.
 * Accuracy: correctly rounded.
 *
 * @see IEEE 754-2019 §5.4.1 (squareRoot), §6.3, §7.2.
 * @example
 * import { FP16, sqrt } from "@binade/softfloat";
 *
 * sqrt(FP16, 0x4000); // 0x3da8
 * sqrt(FP16, 0x8000); // 0x8000
 */
export function sqrt<C extends Code>(format: Format<C>, a: NoInfer<C>, options: RoundingOptions = {}): C {
  const [x] = unpackOperands(format, [a], options);
  const nan = nanResult(format, [x], options);
  if (nan !== undefined) return nan;
  if (isZero(x)) return roundToCode(format, x.isNegative, 0n, 0, options);
  if (x.isNegative) return invalid(format, options);
  if (x.kind === "infinite") return infiniteCode(format, false, options);

  // an even exponent, enough digits of root for the rounding, then one sticky digit for the remainder
  const missing = Math.max(2 * digitsToRound(format, options) - bitLength(x.significand), 0);
  const shift = (x.exponent - missing) % 2 === 0 ? missing : missing + 1;
  const radicand = x.significand << BigInt(shift);
  const root = integerSqrt(radicand);
  const sticky = root * root === radicand ? 0n : 1n;
  return roundToCode(format, false, 2n * root + sticky, (x.exponent - shift) / 2 - 1, options);
}

/** `⌊√n⌋` by Newton's method, which falls from above and stops at the floor. */
function integerSqrt(n: bigint): bigint {
  let root = 1n << BigInt(Math.ceil(bitLength(n) / 2));
  for (;;) {
    const next = (root + n / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
