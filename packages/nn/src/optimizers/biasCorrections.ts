/** Longest table of bias corrections that is still made (N10). */
const maxEntries = 2097152;

/**
 * rn32(1 − βᵗ) for t = 1, 2, … until the entry is 1, with βᵗ in f64 by repeated product (N10).
 * @throws RangeError for a β so close to 1 that the table would exceed 2^21 entries.
 * @example
 * import { biasCorrections } from "@binade/nn";
 * biasCorrections(0.999).length; // 17321
 */
export function biasCorrections(beta: number): Float32Array {
  if (!(beta >= 0 && beta < 1)) throw new RangeError(`adam: beta must lie in [0, 1), got ${beta}`);
  const entries: number[] = [];
  let power = beta;
  let entry = Math.fround(1 - power);
  while (entry !== 1) {
    entries.push(entry);
    if (entries.length >= maxEntries) {
      throw new RangeError(`adam: beta ${beta} needs more than ${maxEntries} bias corrections; take a smaller one`);
    }
    power *= beta;
    entry = Math.fround(1 - power);
  }
  entries.push(1);
  return Float32Array.from(entries);
}
