/** Exact steps of the algorithms of N15: on values and words, without rounding. */
import { decode, encode, FP32 } from "@binade/softfloat";
import type { Arithmetic } from "../arithmetic.ts";
import type { Word } from "../specTensor.ts";

export const one: Word = 0x3f800000;
export const half: Word = 0x3f000000;
export const two: Word = 0x40000000;
export const nan: Word = FP32.canonicalNaN;
export const infinity: Word = FP32.infinity;
export const negativeInfinity: Word = 0xff800000;

const signBit = 0x80000000;

/** The value of a word. */
export function valueOf32(word: Word): number {
  return decode(FP32, word);
}

/** The word of a value that is a binary32 already. */
export function wordOf(value: number): Word {
  return encode(FP32, value);
}

export function isZero(word: Word): boolean {
  return (word & ~signBit) === 0;
}

export function isNegative(word: Word): boolean {
  return word >= signBit;
}

/** `magnitude` with the sign of `word`. */
export function withSignOf(word: Word, magnitude: Word): Word {
  return ((magnitude & ~signBit) | (word & signBit)) >>> 0;
}

/** `floor` of a value, an integer. */
export function floorOf(word: Word): number {
  return Math.floor(valueOf32(word));
}

/** `2^exponent` as the word `(exponent + 127) << 23`, −127 < exponent < 128. */
export function powerWord(exponent: number): Word {
  return ((exponent + 127) << 23) >>> 0;
}

/** Horner's rule, highest degree first: `p = c[0]`, then `p = ((p · r) + c[i])`. */
export function horner(coefficients: readonly Word[], r: Word, { multiplyAdd }: Arithmetic): Word {
  return coefficients.reduce((p, coefficient) => multiplyAdd(p, r, coefficient));
}
