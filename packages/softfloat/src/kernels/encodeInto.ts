/**
 * Constants that loops use stand inside the functions: a bundler makes a `var` of one at the top of a module, which the
 * engine reads again for every element. With it the loops below take up to 1.7 times as long.
 */
import { f32ToBf16 } from "./f32ToBf16.ts";
import { f32ToF16 } from "./f32ToF16.ts";
import { wordsOf } from "./wordsOf.ts";

/**
 * What the upper 9 digits of a binary32 word, sign and biased exponent, say about its FP16 code: in the upper half the
 * code of the binade's start, less the implicit digit where it is part of the rounded significand; in the lower one how
 * many digits go. A shift of 31 leaves nothing.
 */
const f16Binades: Int32Array = /* @__PURE__ */ Int32Array.from({ length: 512 }, (_, upper) => {
  const sign = (upper >>> 8) << 15;
  const biasedExponent = upper & 0xff;
  if (biasedExponent >= 143) return ((sign | 0x7c00) << 16) | 31;
  if (biasedExponent >= 113) return ((sign + ((biasedExponent - 113) << 10)) << 16) | 13;
  return (sign << 16) | Math.min(126 - biasedExponent, 31);
});

/**
 * Two numbers at a time: a loop for numbers that are normal in FP16, and one by table, without a branch to mispredict,
 * where others are mixed in. Against {@link f32ToF16} per element 1.7 to 2.1 times as fast, and 1.3 to 1.5 times where
 * others are (`encodeInto.bench.ts`).
 */
export function encodeF16Into(source: Float32Array, target: Uint16Array): void {
  const words = new Int32Array(source.buffer, source.byteOffset, source.length); // signed: stays in small integers
  const pairs = wordsOf(target, words.length);
  const leastNormal = 0x38800000; // 2^emin of FP16
  const normalCount = 0x47800000 - leastNormal; // words from there up to 2^16; a carry out of the last binade gives ∞
  const pairsByTable = 16; // after a number that is not normal, before the faster loop is tried again
  const binades = f16Binades;
  const count = pairs.length; // read once: a fifth of the time
  let i = 0;
  while (i < count) {
    for (; i < count; i++) {
      const first = words[2 * i]!;
      const second = words[2 * i + 1]!;
      const x = (first & 0x7fffffff) - leastNormal;
      const y = (second & 0x7fffffff) - leastNormal;
      if (x >>> 0 >= normalCount || y >>> 0 >= normalCount) break;
      pairs[i] = ((first >>> 16) & 0x8000) | normalF16(x) | (second & 0x80000000) | (normalF16(y) << 16);
    }
    const end = Math.min(i + pairsByTable, count);
    for (; i < end; i++) {
      pairs[i] = f16ByBinade(binades, words[2 * i]!) | (f16ByBinade(binades, words[2 * i + 1]!) << 16);
    }
  }
  for (let k = 2 * i; k < words.length; k++) target[k] = f32ToF16(words[k]!);
}

/** Two numbers at a time: the code of the second stays in the upper half, where it is rounded. */
export function encodeBf16Into(source: Float32Array, target: Uint16Array): void {
  const words = new Int32Array(source.buffer, source.byteOffset, source.length);
  const pairs = wordsOf(target, words.length);
  const infinity = 0x7f800000;
  const count = pairs.length;
  for (let i = 0; i < count; i++) {
    const first = words[2 * i]!;
    const second = words[2 * i + 1]!;
    if ((first & 0x7fffffff) > infinity || (second & 0x7fffffff) > infinity) {
      pairs[i] = f32ToBf16(first) | (f32ToBf16(second) << 16);
    } else {
      const high = (second + 0x7fff + ((second >>> 16) & 1)) & 0xffff0000;
      pairs[i] = ((first + 0x7fff + ((first >>> 16) & 1)) >>> 16) | high;
    }
  }
  for (let k = 2 * count; k < words.length; k++) target[k] = f32ToBf16(words[k]!);
}

/** The magnitude of a code, from how far the magnitude of the word lies above the least normal number. */
function normalF16(distance: number): number {
  const firstNormalCode = 0x0400 << 13;
  return (distance + firstNormalCode + 0xfff + ((distance >>> 13) & 1)) >>> 13;
}

function f16ByBinade(binades: Int32Array, word: number): number {
  const infinity = 0x7f800000;
  const implicitBit = 0x800000; // of binary32
  if ((word & 0x7fffffff) > infinity) return 0x7e00;
  const binade = binades[word >>> 23]!; // a shift takes its count modulo 32
  const significand = (word & (implicitBit - 1)) | implicitBit;
  const justUnderHalf = (1 << (binade - 1)) - 1;
  return (binade >>> 16) + ((significand + justUnderHalf + ((significand >>> binade) & 1)) >>> binade);
}
