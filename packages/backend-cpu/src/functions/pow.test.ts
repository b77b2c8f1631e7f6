import { decode, encode, FP32 } from "@binade/softfloat";
import { describe, expect, it, test } from "vitest";
import { pow as powOracle } from "../../test/functionOracle.ts";
import { randomCodes, specialCodes } from "../../test/support/randomCodes.ts";
import { pow } from "./pow.ts";

const { SEED = "20240229" } = process.env;
const unitRoundoff = 2 ** -24;
const canonicalNaN = 0x7fc00000;

const value = (code: number): number => decode(FP32, code);
const code = (x: number): number => (Number.isNaN(x) ? canonicalNaN : encode(FP32, x));

/** Numbers from xorshift32, uniform in [low, high). */
function uniform(low: number, high: number): () => number {
  let state = Number(SEED) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return low + (high - low) * ((state >>> 0) / 2 ** 32);
  };
}

function requireNear(x: number, y: number, tolerance: number): void {
  const [got, exact] = [pow(x, y), x ** y];
  if (!(Math.abs(got - exact) <= tolerance))
    throw new Error(`pow(${x}, ${y}): expected ${exact} ± ${tolerance}, got ${got}`);
}

describe("pow(x, y) of special values (IEEE 754-2019 §9.2.1)", () => {
  const odd = [1, 3, 129, 2 ** 24 - 1];
  const even = [2, 64, 128, 2 ** 24, 2 ** 100];
  const between = [0.5, 1.5, 128.5, 2 ** 22 + 0.5];

  it("is 1 for y = ±0 and for x = 1, whatever the other is", () => {
    for (const other of [NaN, Infinity, -Infinity, 0, -0, 3, -0.5]) {
      for (const zero of [0, -0]) expect(pow(other, zero)).toBe(1);
      expect(pow(1, other)).toBe(1);
    }
  });

  it("is NaN for any other NaN", () => {
    for (const other of [Infinity, -Infinity, 0, -0, 2, -1, 0.5]) {
      expect(pow(other, NaN)).toBe(NaN);
      if (other !== 0) expect(pow(NaN, other)).toBe(NaN);
    }
  });

  // biome-ignore format: columns
  test.each<[x: number, y: readonly number[], up: number, down: number]>([
    [0,         odd,      0,         Infinity],
    [-0,        odd,     -0,        -Infinity],
    [0,         even,     0,         Infinity],
    [-0,        even,     0,         Infinity],
    [0,         between,  0,         Infinity],
    [-0,        between,  0,         Infinity],
    [0,         [Infinity], 0,       Infinity],
    [-0,        [Infinity], 0,       Infinity],
    [Infinity,  odd,      Infinity,         0],
    [-Infinity, odd,     -Infinity,        -0],
    [Infinity,  even,     Infinity,         0],
    [-Infinity, even,     Infinity,         0],
    [Infinity,  between,  Infinity,         0],
    [-Infinity, between,  Infinity,         0],
    [-1,        odd,     -1,               -1],
    [-1,        even,     1,                1],
    [-1,        [Infinity], 1,              1],
    [0.5,       [Infinity], 0,       Infinity],
    [-0.5,      [Infinity], 0,       Infinity],
    [2,         [Infinity], Infinity,       0],
    [-2,        [Infinity], Infinity,       0],
    [-2,        between,  NaN,            NaN],
    [-2,        [2 ** 24 - 1], -Infinity,  -0],
    [-2,        [2 ** 24],      Infinity,   0],
  ])("x = %d, y = ±%j: %d and %d", (x, exponents, up, down) => {
    for (const y of exponents) {
      expect(pow(x, y), `y = ${y}`).toBe(up);
      expect(pow(x, -y), `y = ${-y}`).toBe(down);
    }
  });
});

describe("pow(x, y) of numbers", () => {
  // biome-ignore format: columns
  test.each([
    [3,      4,                     81],
    [-3,     3,                    -27],
    [2,     -3,                  0.125],
    [-2,    64,                2 ** 64],
    [10,   -39,                      0], // 10^39 overflows on the way
    [2,    127,               2 ** 127],
    [2,   -127,              2 ** -127],
    [2,    128,               Infinity], // from here on by exp and log
    [2,   -149,              2 ** -149],
    [0.25, 0.5,                    0.5],
    [2 ** -148, 0.5,          2 ** -74],
  ])("pow(%d, %d) = %d", (x, y, expected) => {
    expect(pow(x, y)).toBe(expected);
  });

  test("y = 2 is x·x, y = −1 is 1 ÷ x and y = ½ is √x, rounded once", () => {
    for (const x of randomCodes("f32", 2000, "any", "pow").map(value)) {
      expect(pow(x, 2)).toBe(Math.fround(x * x));
      expect(pow(x, -1)).toBe(Math.fround(1 / x));
      if (x > 0) expect(pow(x, 0.5)).toBe(Math.fround(Math.sqrt(x)));
    }
  });

  test(`|y| < 128, an integer: at most |y|·2^-24 of the result from it, seed ${SEED}`, () => {
    const next = uniform(-1, 1);
    for (let n = 1; n < 128; n++) {
      for (let i = 0; i < 500; i++) {
        const x = Math.fround(Math.sign(next()) * 2 ** ((125 / n) * next()));
        for (const y of [n, -n]) requireNear(x, y, n * unitRoundoff * Math.abs(x ** y));
      }
    }
  });

  test(`another y: at most (3·|y·ln x| + 2)·2^-24 of the result from it, seed ${SEED}`, () => {
    const next = uniform(-1, 1);
    for (let i = 0; i < 100_000; i++) {
      const x = Math.fround(2 ** (i % 2 === 0 ? 120 * next() : 4 * next()));
      const y = Math.fround((87 * next()) / Math.log(x));
      if (Number.isInteger(y) || !Number.isFinite(y)) continue;
      requireNear(x, y, (3 * Math.abs(y * Math.log(x)) + 2) * unitRoundoff * x ** y + 2 ** -149);
    }
  });

  test("has the bits of its algorithm in softfloat operations", () => {
    const check = (x: number, y: number): void => {
      const [got, expected] = [code(pow(value(x), value(y))), powOracle(x, y)];
      const canonical = expected % 2 ** 31 > 0x7f800000 ? canonicalNaN : expected;
      if (got !== canonical) throw new Error(`pow(${value(x)}, ${value(y)}): expected ${canonical}, got ${got}`);
    };
    for (const x of specialCodes.f32) for (const y of specialCodes.f32) check(x, y);
    const [bases, exponents] = [randomCodes("f32", 2000, "mixed", "x"), randomCodes("f32", 2000, "mixed", "y")];
    for (const [i, x] of bases.entries()) {
      check(x, exponents[i]!);
      check(x, code((i % 270) - 135));
      check(x, code(((i % 270) - 135) / 2));
    }
  });
});
