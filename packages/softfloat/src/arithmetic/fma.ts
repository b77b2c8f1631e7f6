import { invalid, nanResult } from "../codes/specials.ts";
import { unpackOperands } from "../codes/unpack.ts";
import type { Code, Format } from "../format/format.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { addUnpacked } from "./add.ts";
import { exactProduct, isInvalidProduct } from "./mul.ts";

/**
 * `a · b + c` with one rounding, from the exact value.
 *
 * A NaN operand gives the canonical NaN. 0 · ∞ raises invalid and gives it too, also when `c` is a quiet NaN (the standard
 * leaves that flag open; this is what x86 and SoftFloat's 8086-SSE do), as does ∞ − ∞. The sign of an exact zero follows
 * {@link add}. Accuracy: correctly rounded.
 *
 * @see IEEE 754-2019 §5.4.1 (fusedMultiplyAdd), §7.2 c).
 * @example
 * import { BF16, encode, fma } from "@binade/softfloat";
 *
 * const c = encode(BF16, -(2 ** -100));
 * fma(BF16, 0x3fc0, 0x3f81, c); // 0x3fc1
 */
export function fma<C extends Code>(
  format: Format<C>,
  a: NoInfer<C>,
  b: NoInfer<C>,
  c: NoInfer<C>,
  options: RoundingOptions = {},
): C {
  const [x, y, z] = unpackOperands(format, [a, b, c], options);
  const nan = nanResult(format, [x, y, z], options);
  if (isInvalidProduct(x, y)) {
    const code = invalid(format, options);
    return nan ?? code;
  }
  if (nan !== undefined) return nan;
  return addUnpacked(format, exactProduct(x, y), z, options);
}
