import { pack } from "../codes/pack.ts";
import { invalid, isZero } from "../codes/specials.ts";
import { unpack } from "../codes/unpack.ts";
import type { Code, Format } from "../format/format.ts";
import { magnitude } from "../rounding/magnitude.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";

/**
 * `−a`: the same code with the other sign, of zeros, infinities and NaNs too, without a flag.
 *
 * Where a format has no −0, that is 0, and a NaN without sign stays as it is. In a format without sign, a number other
 * than zero has no opposite: NaN, and invalid is raised. Accuracy: exact.
 *
 * @see IEEE 754-2019 §5.5.1 (negate).
 * @example
 * import { E4M3FNUZ, FP16, negate } from "@binade/softfloat";
 *
 * negate(FP16, 0x3c00); // 0xbc00
 * negate(E4M3FNUZ, 0x00); // 0x00
 */
export function negate<C extends Code>(format: Format<C>, a: NoInfer<C>, options: RoundingOptions = {}): C {
  return withSign(format, a, !unpack(format, a).isNegative, options);
}

/**
 * `|a|`: the same code with a positive sign, of zeros, infinities and NaNs too, without a flag. Accuracy: exact.
 *
 * @see IEEE 754-2019 §5.5.1 (abs).
 * @example
 * import { abs, FP16 } from "@binade/softfloat";
 *
 * abs(FP16, 0xfc00); // 0x7c00
 */
export function abs<C extends Code>(format: Format<C>, a: NoInfer<C>): C {
  return withSign(format, a, false, {});
}

/**
 * `a` with the sign of `b`, either of which may be a zero, an infinity or a NaN; see {@link negate} for what has no sign.
 *
 * Accuracy: exact.
 *
 * @see IEEE 754-2019 §5.5.1 (copySign).
 * @example
 * import { copySign, FP16 } from "@binade/softfloat";
 *
 * copySign(FP16, 0x3c00, 0x8000); // 0xbc00
 */
export function copySign<C extends Code>(
  format: Format<C>,
  a: NoInfer<C>,
  b: NoInfer<C>,
  options: RoundingOptions = {},
): C {
  return withSign(format, a, unpack(format, b).isNegative, options);
}

function withSign<C extends Code>(format: Format<C>, code: C, isNegative: boolean, options: RoundingOptions): C {
  const x = unpack(format, code);
  const hasNoSign = format.nanEncoding === "fnuz" || !format.isSigned;
  if (hasNoSign && (x.kind === "quietNaN" || x.kind === "signalingNaN")) return code;
  if (isNegative && !format.isSigned && !isZero(x)) return invalid(format, options);
  return pack(format, isNegative && format.isSigned, isZero(x) ? 0n : magnitude(format, code));
}
