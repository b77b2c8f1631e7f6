import { describe, expect, test } from "vitest";
import { describeFunction } from "../../test/describeFunction.ts";
import { exactSine } from "../../test/exactSine.ts";
import { functionCases } from "../../test/functionCases.ts";
import { ulpError } from "../../test/ulpError.ts";
import { wordsNearQuarterTurns } from "../../test/wordsNearQuarterTurns.ts";
import { cos } from "./cos.ts";
import { f32FromBits } from "./f32FromBits.ts";
import { sin } from "./sin.ts";

const leastSubnormal = 2 ** -149;
const largest = 3.4028234663852886e38;

describeFunction(functionCases.sin, {
  // biome-ignore format: columns
  specials: [
    [0,                             0],
    [-0,                           -0],
    [Infinity,                    NaN],
    [-Infinity,                   NaN],
    [NaN,                         NaN],
    [leastSubnormal,   leastSubnormal],
    [-leastSubnormal, -leastSubnormal],
    [Math.fround(Math.PI / 2),      1],
    [-Math.fround(Math.PI / 2),    -1],
    [Math.fround(Math.PI), -8.742277657347586e-8],
    [largest,     -0.5218765139579773],
    [-largest,     0.5218765139579773],
  ],
  boundaries: [0, ...[1, 2, 3, 4, 5, 7, 63, 127, 255].map((n) => (n * Math.PI) / 4), 200, -200, 256, 2 ** 24, largest],
  range: [-250, 250],
});

describe("sin(x) and cos(x) by an exact reduction", () => {
  const check = (word: number): void => {
    const x = f32FromBits(word);
    const errors = [ulpError(sin(x), exactSine(x, 0)), ulpError(cos(x), exactSine(x, 1))];
    if (!errors.every((error) => error <= 2)) throw new Error(`${word.toString(16)} = ${x}: ${errors} ulp`);
  };

  test("stay within 2 ulp at the words nearest to multiples of π/2, in every binade", () => {
    const words = wordsNearQuarterTurns();
    expect(words.length).toBeGreaterThan(1000);
    for (const word of words) for (const near of [word - 1, word, word + 1]) check(near);
  });

  test("stay within 2 ulp of 20 000 words from 1 to the largest", () => {
    const [first, last] = [0x3f800000, 0x7f7fffff];
    for (let i = 0; i < 20_000; i++) check(first + Math.floor(((last - first) * i) / 19_999));
  });

  test("the reference of the other tests, Math.sin and Math.cos, differs from it by less than 2^-50", () => {
    for (const word of wordsNearQuarterTurns()) {
      const x = f32FromBits(word);
      expect(Math.abs(Math.sin(x) / exactSine(x, 0) - 1)).toBeLessThan(2 ** -50);
      expect(Math.abs(Math.cos(x) / exactSine(x, 1) - 1)).toBeLessThan(2 ** -50);
    }
  });
});
