import { describe, expect, test } from "vitest";
import { BF16, createFlags, encode, type Format, FP16, type RoundingOptions, round, TF32, ulp } from "../index.ts";

const tie = 2049; //       halfway between the FP16 neighbours 2048 and 2050
const tiny = 2 ** -25; //  halfway between 0 and the least subnormal 2^-24
const inf = Number.POSITIVE_INFINITY;

describe("round(format, x, options)", () => {
  // biome-ignore format: columns
  test.each<[format: Format, x: number, options: RoundingOptions, expected: number]>([
    [FP16,     tie, {},                                                   2048],
    [FP16,     tie, { rounding: "roundTiesToAway" },                      2050],
    [FP16,    -tie, { rounding: "roundTowardNegative" },                 -2050],
    [FP16,    -tie, { rounding: "roundTowardPositive" },                 -2048],
    [FP16,     tie, { rounding: "roundToOdd" },                           2050],
    [FP16,    tiny, {},                                                      0],
    [FP16,   -tiny, {},                                                     -0],
    [FP16,    tiny, { rounding: "roundTowardPositive" },               2 ** -24],
    [FP16,   65520, {},                                                    inf],
    [FP16, 65519.9, {},                                                  65504],
    [FP16,   65520, { saturate: true },                                  65504],
    [FP16,     inf, { saturate: true },                                  65504],
    [FP16,    -inf, { saturate: true },                                 -65504],
    [FP16,     1e9, { rounding: "roundTowardZero" },                     65504],
    [FP16,     1e9, { rounding: "roundToOdd" },                          65504],
    [FP16,     NaN, { saturate: true },                                    NaN],
    [TF32,  1024.5, {},                                                   1024],
    [TF32,  1024.5, { rounding: "roundTiesToAway" },                      1025],
    [BF16,     257, {},                                                    256],
    [BF16,      -0, {},                                                     -0],
  ])("%o %d %o -> %d", (format, x, options, expected) => {
    expect(round(format, x, options)).toBe(expected);
  });

  test("flags stay raised, and an infinite operand raises none", () => {
    const flags = createFlags();
    encode(FP16, inf, { saturate: true, flags });
    expect(flags).toEqual(createFlags());
    encode(FP16, 1e-9, { flags });
    encode(FP16, 1, { flags });
    expect(flags).toEqual({ ...createFlags(), underflow: true, inexact: true });
  });
});

describe("ulp(format, x)", () => {
  // biome-ignore format: columns
  test.each<[format: Format, x: number, expected: number]>([
    [FP16,        1, 2 ** -10],
    [FP16,    -2047,        1],
    [FP16,     2048,        2],
    [FP16, 2 ** -20, 2 ** -24], // stops shrinking below 2^emin
    [FP16,        0, 2 ** -24],
    [BF16,        1,  2 ** -7],
    [FP16,     -inf,      inf],
    [FP16,      NaN,      NaN],
  ])("%o %d -> %d", (format, x, expected) => {
    expect(ulp(format, x)).toBe(expected);
  });
});
