import { multiplyHigh } from "../functions/multiplyHigh.ts";

const multiplier0 = 0xd2511f53;
const multiplier1 = 0xcd9e8d57;
const weyl0 = 0x9e3779b9;
const weyl1 = 0xbb67ae85;
const rounds = 10;

/**
 * The words of Philox4x32-10 for elements 0 … count − 1 of a stream (N16): counter (⌊i/4⌋ low, high, stream, 0), key
 * (seed mod 2^32, ⌊seed/2^32⌋), element i takes word i mod 4.
 *
 * @see Salmon et al., «Parallel random numbers: as easy as 1, 2, 3», SC 2011.
 */
export function philoxWords(seed: number, stream: number, count: number): Uint32Array {
  const words = new Uint32Array(Math.ceil(count / 4) * 4);
  const keyLow = (seed % 4294967296) >>> 0;
  const keyHigh = Math.floor(seed / 4294967296) >>> 0;
  for (let i = 0; i < words.length; i += 4) {
    let x0 = (i / 4) >>> 0;
    let x1 = Math.floor(i / 4 / 4294967296) >>> 0;
    let x2 = stream >>> 0;
    let x3 = 0;
    let k0 = keyLow;
    let k1 = keyHigh;
    for (let round = 0; round < rounds; round++) {
      const high0 = multiplyHigh(multiplier0, x0);
      const low0 = Math.imul(multiplier0, x0);
      const high1 = multiplyHigh(multiplier1, x2);
      const low1 = Math.imul(multiplier1, x2);
      x0 = (high1 ^ x1 ^ k0) >>> 0;
      x1 = low1 >>> 0;
      x2 = (high0 ^ x3 ^ k1) >>> 0;
      x3 = low0 >>> 0;
      k0 = (k0 + weyl0) >>> 0;
      k1 = (k1 + weyl1) >>> 0;
    }
    words[i] = x0;
    words[i + 1] = x1;
    words[i + 2] = x2;
    words[i + 3] = x3;
  }
  return words.subarray(0, count);
}
