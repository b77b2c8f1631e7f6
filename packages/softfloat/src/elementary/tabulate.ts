import type { Format } from "../format/format.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";

/** An operation on one code, such as {@link exp} or {@link sqrt}. */
export type UnaryOperation = (format: Format, a: number, options?: RoundingOptions) => number;

/** Formats wider than this have too many codes to list. */
const widestBits = 16;

/**
 * What an operation gives for every code of a format, indexed by the code: the whole function, to check another one by.
 *
 * A table of an elementary function takes one to a few seconds for 16 bits, which is 10 to 50 µs a code; it is not kept.
 *
 * @throws RangeError for a format of more than 16 bits.
 * @example
 * import { exp, FP16, tabulate } from "@binade/softfloat";
 *
 * const table = tabulate(FP16, exp);
 * table.length; // 65536
 * table[0x3c00]; // 0x4170
 */
export function tabulate(format: Format, operation: UnaryOperation, options: RoundingOptions = {}): Uint16Array {
  if (format.bits > widestBits) {
    throw new RangeError(
      `tabulate: a format of at most ${widestBits} bits expected, got ${format.name} (${format.bits})`,
    );
  }
  const table = new Uint16Array(2 ** format.bits);
  for (let code = 0; code < table.length; code++) table[code] = operation(format, code, options);
  return table;
}
