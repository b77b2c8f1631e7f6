import { unpack } from "../codes/unpack.ts";
import type { Code, Format } from "../format/format.ts";
import { shortestOf } from "./shortestDigits.ts";
import { specialText } from "./specialText.ts";

/** Decimal places of the point, counted from the first digit, between which no exponent is written. */
const leastPlace = -5; // 0.000001
const greatestPlace = 21; // 100000000000000000000

/**
 * The shortest decimal text that reads back as the code under `roundTiesToEven`, in the layout of JavaScript's numbers:
 * with an exponent (`"6e-8"`, `"1e+21"`) below 1e-6 and from 1e21 on. For {@link FP64} it is what `String` gives.
 *
 * Specials: `"NaN"` for every NaN, without sign and payload; `"Infinity"`, `"-Infinity"`, `"0"`, `"-0"`. {@link parse}
 * reads all of them. Which decimal it is, is said at {@link shortestDigits}.
 *
 * @throws RangeError when `code` is no code of the format.
 * @see IEEE 754-2019 §5.12.2; ECMA-262, Number::toString.
 * @example
 * import { BF16, FP16, toShortest } from "@binade/softfloat";
 *
 * toShortest(FP16, 0x2e66); // "0.1"
 * toShortest(FP16, 0x7bff); // "65500"
 * toShortest(BF16, 0x0001); // "9e-41"
 * toShortest(FP16, 0x8000); // "-0"
 */
export function toShortest<C extends Code>(format: Format<C>, code: NoInfer<C>): string {
  const unpacked = unpack(format, code);
  const special = specialText(unpacked);
  if (special !== undefined) return special;

  const { isNegative, significand, exponent } = shortestOf(format, unpacked);
  const digits = significand.toString();
  return (isNegative ? "-" : "") + layOut(digits, digits.length + exponent);
}

/** `0.digits · 10^place` as text. */
function layOut(digits: string, place: number): string {
  if (place > greatestPlace || place < leastPlace) {
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : "";
    return `${digits.charAt(0)}${fraction}e${place > 0 ? "+" : ""}${place - 1}`;
  }
  if (place <= 0) return `0.${"0".repeat(-place)}${digits}`;
  if (place >= digits.length) return digits.padEnd(place, "0");
  return `${digits.slice(0, place)}.${digits.slice(place)}`;
}
