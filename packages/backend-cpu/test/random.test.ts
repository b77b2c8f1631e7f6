import { encode, FP32 } from "@binade/softfloat";
import { describe, expect, test } from "vitest";
import { philox4x32, streamWords } from "./evaluators/philox.ts";
import { plus, times } from "./evaluators/rounded.ts";
import { expectKernel } from "./support/runKernel.ts";

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
