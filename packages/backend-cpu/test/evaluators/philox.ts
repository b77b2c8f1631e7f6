/**
 * Philox4x32-10 in BigInt, from the paper's definition.
 * @see Salmon et al., «Parallel random numbers: as easy as 1, 2, 3», SC 2011, §3.3 and §4.
 */
const word = (x: bigint): bigint => BigInt.asUintN(32, x);
const multipliers = [0xd2511f53n, 0xcd9e8d57n] as const;
const weyl = [0x9e3779b9n, 0xbb67ae85n] as const; // golden ratio, √3 − 1
const roundCount = 10;

/** Four words from a counter of four and a key of two. */
export function philox4x32(counter: readonly bigint[], key: readonly bigint[]): bigint[] {
  let [c0, c1, c2, c3] = counter as [bigint, bigint, bigint, bigint];
  let [k0, k1] = key as [bigint, bigint];
  for (let round = 0; round < roundCount; round++) {
    const product0 = multipliers[0] * c0;
    const product1 = multipliers[1] * c2;
    [c0, c1, c2, c3] = [(product1 >> 32n) ^ c1 ^ k0, word(product1), (product0 >> 32n) ^ c3 ^ k1, word(product0)];
    k0 = word(k0 + weyl[0]);
    k1 = word(k1 + weyl[1]);
  }
  return [c0, c1, c2, c3];
}

/** The words of elements 0 … count − 1 of a stream (N16). */
export function streamWords(seed: number, stream: number, count: number): number[] {
  const key = [word(BigInt(seed)), BigInt(seed) >> 32n];
  return Array.from({ length: count }, (_, i) => {
    const block = BigInt(i) / 4n;
    return Number(philox4x32([word(block), block >> 32n, BigInt(stream), 0n], key)[i % 4]!);
  });
}
