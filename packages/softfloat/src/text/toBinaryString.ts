import { unpack } from "../codes/unpack.ts";
import type { Code, Format } from "../format/format.ts";

/**
 * The bits of a code: sign, biased exponent and trailing significand, with a space between.
 *
 * An unsigned format has no sign, and one of precision 1 no trailing significand. NaNs and infinities show their bits too.
 *
 * @throws RangeError when `code` is no code of the format.
 * @see IEEE 754-2019 §3.4, Figure 3.1.
 * @example
 * import { E4M3FN, E8M0FNU, FP16, toBinaryString } from "@binade/softfloat";
 *
 * toBinaryString(FP16, 0x3c00); // "0 01111 0000000000"
 * toBinaryString(E4M3FN, 0xfe); // "1 1111 110"
 * toBinaryString(E8M0FNU, 0x7f); // "01111111"
 */
export function toBinaryString<C extends Code>(format: Format<C>, code: NoInfer<C>): string {
  unpack(format, code); // throws unless it is a code
  const bits = code.toString(2).padStart(format.bits, "0");
  const exponentAt = format.isSigned ? 1 : 0;
  const significandAt = exponentAt + format.exponentBits;
  const fields = [bits.slice(0, exponentAt), bits.slice(exponentAt, significandAt), bits.slice(significandAt)];
  return fields.filter((field) => field !== "").join(" ");
}
