import { unpack } from "../codes/unpack.ts";
import type { Code, Format } from "../format/format.ts";
import { specialText } from "./specialText.ts";

const bitsOfDigit = 4;

/**
 * The value of a code as a C hex-float: significand in hexadecimal, exponent of two in decimal, as `%a` of C prints it.
 *
 * A normal number begins with `0x1`. A subnormal begins with `0x0` and has the exponent `emin`, so that its digits are those
 * of the code; glibc, Java and Python write it so. Trailing zeros are left out. Zero is `"0x0p+0"`, other specials are as
 * {@link toShortest} writes them. {@link parse} reads it, as do C, Java and Python. Accuracy: exact.
 *
 * @throws RangeError when `code` is no code of the format.
 * @see IEEE 754-2019 §5.12.3; C11 §7.21.6.1 (conversion `a`).
 * @example
 * import { FP16, toHexFloat } from "@binade/softfloat";
 *
 * toHexFloat(FP16, 0x3200); // "0x1.8p-3"
 * toHexFloat(FP16, 0xfbff); // "-0x1.ffcp+15"
 * toHexFloat(FP16, 0x0001); // "0x0.004p-14"
 */
export function toHexFloat<C extends Code>(format: Format<C>, code: NoInfer<C>): string {
  const unpacked = unpack(format, code);
  const special = specialText(unpacked);
  if (special !== undefined) return special;

  const { isNegative, significand } = unpacked;
  const sign = isNegative ? "-" : "";
  if (significand === 0n) return `${sign}0x0p+0`;

  const trailingBits = format.precision - 1;
  const digitCount = Math.ceil(trailingBits / bitsOfDigit);
  const aligned = significand << BigInt(digitCount * bitsOfDigit - trailingBits);
  const digits = aligned.toString(16).padStart(digitCount + 1, "0");
  const fraction = digits.slice(1).replace(/0+$/, "");
  const exponent = unpacked.exponent + trailingBits;
  const point = fraction === "" ? "" : ".";
  return `${sign}0x${digits.charAt(0)}${point}${fraction}p${exponent < 0 ? "" : "+"}${exponent}`;
}
