import { addUnpacked } from "./add.ts";
import type { Format } from "./format.ts";
import { exactProduct, isInvalidProduct } from "./mul.ts";
import type { RoundingOptions } from "./roundingOptions.ts";
import { anyNaN, invalid } from "./specials.ts";
import { unpack } from "./unpack.ts";

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
export function fma(format: Format, a: number, b: number, c: number, options: RoundingOptions = {}): number {
  const x = unpack(format, a);
  const y = unpack(format, b);
  const z = unpack(format, c);
  if (isInvalidProduct(x, y)) return invalid(format, options);
  if (anyNaN([x, y, z], options.flags)) return format.canonicalNaN;
  return addUnpacked(format, exactProduct(x, y), z, options);
}
