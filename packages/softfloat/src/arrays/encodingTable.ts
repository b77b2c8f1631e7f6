import { encode } from "../conversion/encode.ts";
import type { Format } from "../format/format.ts";
import { valueOfWord } from "../kernels/float32Word.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";

const negative = 1 << 16; // index of −0
const infinity = 0x7f80 << 1; // index of +∞, and how many indices a sign has before it

/**
 * Whether a table over the upper half of a binary32 word and one sticky digit can encode to the format: its numbers, the
 * midpoints between them and the one beyond the last need 8 digits or fewer, all in the range of binary32.
 */
export function fitsEncodingTable({ bits, precision, emin, emax }: Format): boolean {
  return bits <= 8 && precision <= 7 && emin - precision >= -133 && emax <= 127;
}

/**
 * The code of every upper half, twice: with a lower half of zero, and with any other. Each sign's finite numbers come in
 * runs with one code, which are found by bisection; {@link encode} decides each.
 */
export function createEncodingTable(format: Format, options: RoundingOptions): Uint8Array {
  const table = new Uint8Array(2 * negative);
  const codeAt = (index: number): number => encode(format, valueOfWord(((index >>> 1) << 16) | (index & 1)), options);

  /** Fill what lies between two entries that are there. */
  const fillBetween = (first: number, last: number): void => {
    if (table[first] === table[last]) {
      table.fill(table[first] as number, first, last);
    } else if (last - first > 1) {
      const middle = (first + last) >>> 1;
      table[middle] = codeAt(middle);
      fillBetween(first, middle);
      fillBetween(middle, last);
    }
  };

  for (const zero of [0, negative]) {
    const [least, largest] = [zero + 1, zero + infinity - 1];
    for (const index of [zero, least, largest, zero + infinity]) table[index] = codeAt(index);
    fillBetween(least, largest);
    table.fill(codeAt(zero + infinity + 1), zero + infinity + 1, zero + negative);
  }
  return table;
}
