/**
 * Encoding by a table over the upper half of a binary32 word and one digit that says whether the lower half is 0: enough
 * for a format whose numbers and midpoints have their digits in the upper half. See `createEncodingTable`.
 */
import { wordsOf } from "./wordsOf.ts";

const chunkLength = 1024;
const scratch = /* @__PURE__ */ new Float32Array(chunkLength); // written before it is read
const scratchWords = /* @__PURE__ */ new Int32Array(scratch.buffer);

/** Index into an encoding table. */
function indexOf(word: number): number {
  return ((word >>> 16) << 1) + (((word & 0xffff) + 0xffff) >>> 16);
}

export function encodeFloat32ByTable(table: Uint8Array, source: Float32Array, target: Uint8Array | Uint16Array): void {
  encodeWords(table, new Int32Array(source.buffer, source.byteOffset, source.length), target);
}

export function encodeFloat64ByTable(table: Uint8Array, source: Float64Array, target: Uint8Array | Uint16Array): void {
  for (let start = 0; start < source.length; start += chunkLength) {
    const chunk = source.subarray(start, start + chunkLength);
    roundToOdd(chunk);
    encodeWords(table, scratchWords.subarray(0, chunk.length), target.subarray(start));
  }
}

export function encodeNumberByTable(table: Uint8Array, x: number): number {
  scratch[0] = x;
  return table[indexOf(oddWord(x, scratch[0]!, scratchWords[0]!))]!;
}

function encodeWords(table: Uint8Array, words: Int32Array, target: Uint8Array | Uint16Array): void {
  const fours = wordsOf(target, target.BYTES_PER_ELEMENT === 1 ? words.length : 0);
  for (let i = 0, k = 0; i < fours.length; i++, k += 4) {
    const low = table[indexOf(words[k]!)]! | (table[indexOf(words[k + 1]!)]! << 8);
    fours[i] = low | (table[indexOf(words[k + 2]!)]! << 16) | (table[indexOf(words[k + 3]!)]! << 24);
  }
  for (let k = 4 * fours.length; k < words.length; k++) target[k] = table[indexOf(words[k]!)]!;
}

/** Round numbers to binary32 words in `scratch`, to odd: whatever is between two table entries stays there. */
function roundToOdd(source: Float64Array): void {
  scratch.set(source);
  const [floats, words] = [scratch, scratchWords];
  for (let i = 0; i < source.length; i++) words[i] = oddWord(source[i]!, floats[i]!, words[i]!);
}

/** The word of `x` rounded to odd, from its rounding to even and the word of that. */
function oddWord(x: number, rounded: number, word: number): number {
  if (rounded === x || Number.isNaN(x)) return word;
  return (Math.abs(rounded) > Math.abs(x) ? word - 1 : word) | 1; // −1: one unit towards zero, whatever the sign
}
