import { HIGH } from "./float64Words.ts";

/**
 * The 32-bit words that the first `count` elements of an array fill whole, as a view: a loop that moves two or four codes
 * at once runs up to twice as fast. Empty where the array does not start at a word, or the machine does not put the first
 * element low; the caller's loop over the rest then takes every element.
 */
export function wordsOf(array: Uint8Array | Uint16Array, count: number): Int32Array {
  const isLowFirst = HIGH === 1;
  if (!isLowFirst || array.byteOffset % Int32Array.BYTES_PER_ELEMENT !== 0) return new Int32Array(0);
  const wordCount = Math.floor((count * array.BYTES_PER_ELEMENT) / Int32Array.BYTES_PER_ELEMENT);
  return new Int32Array(array.buffer, array.byteOffset, wordCount);
}
