/** The fast sums and products of the judge against softfloat's, which TestFloat has judged. */
import { add, FP32, mul, sub } from "@binade/softfloat";
import { describe, expect, test } from "vitest";
import { add32, mul32, sub32 } from "../src/spec/binary32.ts";

const seed = 20_261;
const operations = [
  ["add", add32, add],
  ["sub", sub32, sub],
  ["mul", mul32, mul],
] as const;

/** Ends of every range, and the neighbours of ties. */
const magnitudes = [
  0, 1, 2, 3, 0x3fffff, 0x400000, 0x7ffffe, 0x7fffff, 0x800000, 0x800001, 0xffffff, 0x1000000, 0x3f7fffff, 0x3f800000,
  0x3f800001, 0x3f800002, 0x3fc00000, 0x3fffffff, 0x40000000, 0x33800000, 0x33800001, 0x33000000, 0x337fffff,
  0x34000000, 0x32ffffff, 0x32800000, 0x31000000, 0x4b7fffff, 0x4b800000, 0x4b800001, 0x4c000000, 0x5f800000,
  0x7e800000, 0x7f000000, 0x7f7ffffe, 0x7f7fffff, 0x7f800000, 0x7f800001, 0x7fc00000, 0x7fffffff, 0x73800000,
  0x73000000, 0x72ffffff, 0x00ffffff, 0x20000000, 0x1fffffff, 0x1f800000,
];
const words = magnitudes.flatMap((magnitude) => [magnitude, magnitude + 0x80000000]);

function expectSame(name: string, a: number, b: number, got: number, expected: number): void {
  if (got !== expected) expect(`${name} ${hex(a)} ${hex(b)}: ${hex(got)}`).toBe(hex(expected));
}

const hex = (word: number): string => word.toString(16);

describe.each(operations)("%s of binary32", (name, fast, exact) => {
  test("of all pairs of the ends of ranges", () => {
    for (const a of words) for (const b of words) expectSame(name, a, b, fast(a, b), exact(FP32, a, b));
  });

  test(`of random words, with every distance of exponents, seed ${seed}`, () => {
    let state = seed;
    const random = (): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return (state >>> 16) * 0x10000 + ((state * 0x9e3779b1) >>> 16);
    };
    for (let i = 0; i < 40_000; i++) {
      const a = random() >>> 0;
      // every other one within 64 binades, so that digits meet
      const near = ((a & 0x7f800000) + ((random() % 64) - 32) * 0x800000) >>> 0;
      const b = i % 2 === 0 ? random() >>> 0 : ((near & 0x7f800000) | (random() & 0x807fffff)) >>> 0;
      expectSame(name, a, b, fast(a, b), exact(FP32, a, b));
    }
  });

  test("of a number and its neighbours, whose sums cancel", () => {
    for (const a of words) {
      for (let by = -3; by <= 3; by++) {
        const b = ((a ^ 0x80000000) + by) >>> 0;
        expectSame(name, a, b, fast(a, b), exact(FP32, a, b));
      }
    }
  });
});
