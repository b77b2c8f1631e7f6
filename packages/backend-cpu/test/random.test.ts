import { decode, encode, FP32 } from "@binade/softfloat";
import { describe, expect, test } from "vitest";
import { philox4x32, streamWords } from "./evaluators/philox.ts";
import { plus, root, times } from "./evaluators/rounded.ts";
import { functionOracle, sineOfFraction } from "./functionOracle.ts";
import { expectKernel, runKernel } from "./support/runKernel.ts";

const seeds = [0, 1, 42, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 5, Number.MAX_SAFE_INTEGER];
const streams = [0, 1, 7, 2 ** 31, 2 ** 32 - 1];

describe("philox4x32 of the evaluator", () => {
  // Known answers of Random123, kat_vectors.
  // biome-ignore format: columns
  test.each<[counter: string, key: string, words: string]>([
    ["00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"],
    ["ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"],
    ["243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"],
  ])("counter %s, key %s", (counter, key, words) => {
    const parse = (text: string): bigint[] => text.split(" ").map((word) => BigInt(`0x${word}`));
    expect(philox4x32(parse(counter), parse(key))).toEqual(parse(words));
  });
});

describe("random, words", () => {
  test.each(seeds)("seed %d: word i mod 4 of counter ⌊i/4⌋, for every stream (N16)", async (seed) => {
    for (const stream of streams) {
      for (const count of [0, 1, 3, 4, 5, 41]) {
        const expected = streamWords(seed, stream, count);
        await expectKernel("random", { dtype: "i32", shape: [count] }, [], { kind: "words", seed, stream }, expected);
      }
    }
  });

  test("the published words of counter 0 and key 0 come first (N16)", async () => {
    const expected = [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8];
    await expectKernel("random", { dtype: "i32", shape: [2, 2] }, [], { kind: "words", seed: 0, stream: 0 }, expected);
  });
});

describe("random, uniform", () => {
  const ranges = [
    [0, 1],
    [-1, 1],
    [-0.1, 0.1],
    [1e-3, 7.7],
    [5, 5],
    [0.1, 0.7],
    [-1 / Math.sqrt(30), 1 / Math.sqrt(30)],
  ] as const;

  test.each(ranges)(
    "[%d, %d): low + (span·u), u = (w >>> 8)·2^−24, span rounded once from f64 (N16)",
    async (low, high) => {
      for (const seed of seeds) {
        const expected = streamWords(seed, 3, 201).map((word) => {
          const u = encode(FP32, Math.floor(word / 256) / 2 ** 24);
          return plus(encode(FP32, low), times(encode(FP32, high - low), u));
        });
        const params = { kind: "uniform", seed, stream: 3, low, high } as const;
        await expectKernel("random", { dtype: "f32", shape: [3, 67] }, [], params, expected);
      }
    },
  );
});

describe("random, normal", () => {
  /** Box and Muller's pair for two words, in softfloat operations. */
  function pairOf(w0: number, w1: number): [number, number] {
    const u1 = encode(FP32, (Math.floor(w0 / 256) + 1) / 2 ** 24);
    const radius = root(times(encode(FP32, -2), functionOracle.log(u1)));
    const quadrant = Math.floor(w1 / 2 ** 30);
    const fraction = BigInt.asUintN(64, BigInt(w1) << 34n);
    return [times(radius, sineOfFraction(quadrant + 1, fraction)), times(radius, sineOfFraction(quadrant, fraction))];
  }

  const variates = (words: readonly number[]): number[] =>
    words.flatMap((word, i) => (i % 2 === 0 ? pairOf(word, words[i + 1]!) : []));

  test.each(seeds)("seed %d: (w0, w1) give r·cos and r·sin, (w2, w3) the next pair (N16)", async (seed) => {
    for (const stream of streams) {
      for (const count of [0, 1, 2, 3, 4, 5, 41]) {
        const expected = variates(streamWords(seed, stream, count + (count % 2))).slice(0, count);
        await expectKernel("random", { dtype: "f32", shape: [count] }, [], { kind: "normal", seed, stream }, expected);
      }
    }
  });

  // found by search: the first two words of stream 0
  // biome-ignore format: columns
  test.each<[what: string, seed: number, w0: number, w1: number]>([
    ["u1 = 1: r is −0",      16390493, 0xffffffb3, 0x9c4265d9],
    ["u1 = 2^-24, the least", 12121362, 0x0000003a, 0x2965e2f1],
    ["the angle 0",         293046734, 0x78cdd25b, 0x00000000],
  ])("%s (N16)", async (_, seed, w0, w1) => {
    expect(streamWords(seed, 0, 2)).toEqual([w0, w1]);
    await expectKernel("random", { dtype: "f32", shape: [2] }, [], { kind: "normal", seed, stream: 0 }, pairOf(w0, w1));
  });

  test("are within 2^-21 of the same pairs in doubles", async () => {
    const count = 2 ** 16;
    const params = { kind: "normal", seed: 5, stream: 6 } as const;
    const [codes] = await runKernel("random", [{ dtype: "f32", shape: [count] }], [], params);
    const words = streamWords(5, 6, count);
    for (let i = 0; i < count; i += 2) {
      const radius = Math.sqrt(-2 * Math.log((Math.floor(words[i]! / 256) + 1) / 2 ** 24));
      const angle = (2 * Math.PI * words[i + 1]!) / 2 ** 32;
      const errors = [radius * Math.cos(angle), radius * Math.sin(angle)].map((exact, j) =>
        Math.abs(decode(FP32, codes![i + j]!) - exact),
      );
      if (!errors.every((error) => error <= 2 ** -21)) throw new Error(`elements ${i} and ${i + 1}: ${errors} apart`);
    }
  });

  test("have mean 0, variance 1, and the share of |z| > 2 that belongs to it", async () => {
    const count = 2 ** 18;
    const params = { kind: "normal", seed: 1, stream: 0 } as const;
    const [codes] = await runKernel("random", [{ dtype: "f32", shape: [count] }], [], params);
    const values = codes!.map((code) => decode(FP32, code));
    const average = (terms: readonly number[]): number => terms.reduce((sum, term) => sum + term, 0) / count;
    const fiveSigmas = 5 / Math.sqrt(count);
    expect(Math.abs(average(values))).toBeLessThan(fiveSigmas);
    expect(Math.abs(average(values.map((z) => z * z)) - 1)).toBeLessThan(fiveSigmas * Math.SQRT2);
    expect(Math.abs(average(values.map((z) => (Math.abs(z) > 2 ? 1 : 0))) - 0.0455)).toBeLessThan(fiveSigmas * 0.21);
  });
});

describe("random, keep", () => {
  test.each([0, 0.1, 0.5, 0.66, 0.999999, 2 ** -24, 1 - 2 ** -24])(
    "p = %d: keeps iff (w >>> 8) ≥ ⌊p·2^24⌋ (N16)",
    async (p) => {
      for (const seed of seeds) {
        const threshold = Math.floor(p * 2 ** 24);
        const expected = streamWords(seed, 1, 301).map((word) => (Math.floor(word / 256) >= threshold ? 1 : 0));
        const params = { kind: "keep", seed, stream: 1, dropProbability: p } as const;
        await expectKernel("random", { dtype: "u8", shape: [301] }, [], params, expected);
      }
    },
  );

  test("an element at the threshold itself is kept (N16)", async () => {
    const [word] = streamWords(9, 2, 1);
    const exactly = Math.floor(word! / 256) / 2 ** 24;
    const params = { kind: "keep", seed: 9, stream: 2 } as const;
    await expectKernel("random", { dtype: "u8", shape: [1] }, [], { ...params, dropProbability: exactly }, [1]);
    await expectKernel(
      "random",
      { dtype: "u8", shape: [1] },
      [],
      { ...params, dropProbability: exactly + 2 ** -24 },
      [0],
    );
  });
});
