import { describe, expect, it, test } from "vitest";
import { createFlags, E2M1FN, E4M3FN, E8M0FNU, encode, FP16 } from "../src/index.ts";
import { explainRounding, type TeachingOptions } from "../src/teaching/index.ts";
import { narrowFormats } from "./everyFormat.ts";
import { negated } from "./oracle/rational.ts";
import { Failures } from "./support.ts";
import { choices, oneDigitFormats, points, roundingFlaw } from "./teachingRoundingCases.ts";

/** Every choice for the narrowest formats, for the others some in turn. */
function choicesAtOnce(bits: number): number {
  return bits <= 4 ? choices.length : bits <= 6 ? 4 : 1;
}

describe("explainRounding(format, x, options) of every value, quarter and midpoint", () => {
  it.each([...narrowFormats, ...oneDigitFormats])("$name, under a choice of options in turn", (subject) => {
    const failures = new Failures();
    let turn = 0;
    for (const magnitude of points(subject)) {
      if (magnitude.numerator === 0n) continue;
      for (const x of [magnitude, negated(magnitude)]) {
        for (let i = 0; i < choicesAtOnce(subject.format.bits); i++) {
          const options = choices[turn++ % choices.length]!;
          const flaw = roundingFlaw(subject, x, options);
          failures.check(
            flaw === undefined,
            () => `${flaw}: ${JSON.stringify(options)} of ${x.numerator}/${x.denominator}`,
          );
        }
      }
    }
    expect(failures.first).toEqual([]);
  });
});

describe("explainRounding(format, x, options) says", () => {
  // biome-ignore format: columns
  test.each<[x: number, options: TeachingOptions, reason: string]>([
    [2049,    {},                                  "exactly halfway; the lower neighbour 2048 has the even significand (last digit 0)"],
    [2051,    {},                                  "exactly halfway; the upper neighbour 2052 has the even significand (last digit 0)"],
    [-2049,   {},                                  "exactly halfway; the upper neighbour -2048 has the even significand (last digit 0)"],
    [2048.5,  {},                                  "the lower neighbour 2048 is nearer than the upper neighbour 2050"],
    [2049,    { rounding: "roundTiesToAway" },     "exactly halfway; this mode takes the neighbour farther from zero, the upper neighbour 2050"],
    [-2049.5, { rounding: "roundTowardZero" },     "toward zero, whatever the distance: the upper neighbour -2048"],
    [2048.5,  { rounding: "roundTowardPositive" }, "always up, whatever the distance: the upper neighbour 2050"],
    [2048.5,  { rounding: "roundTowardNegative" }, "always down, whatever the distance: the lower neighbour 2048"],
    [2048.5,  { rounding: "roundToOdd" },          "to odd, whatever the distance: the upper neighbour 2050 has the odd significand (last digit 1)"],
    [2048.5,  { rounding: "stochastic" },          "by lot: the lower neighbour 2048 with probability 0.75, the upper neighbour 2050 with probability 0.25"],
    [2048.5,  { rounding: "stochastic", random: { bits: 3, count: 2 } }, "by lot: the first 2 discarded digits, 01 = 1, and the random bits, 3, make 4, which reaches 4 and carries: the upper neighbour 2050"],
    [2048,    {},                                  "every digit fits"],
    [0,       {},                                  "zero is a number of the format"],
  ])("of %d in FP16 under %j: %s", (x, options, reason) => {
    expect(explainRounding(FP16, x, options).reason).toBe(reason);
  });

  // biome-ignore format: columns
  test.each<[format: typeof E4M3FN | typeof E2M1FN | typeof FP16, x: number, options: TeachingOptions, consequences: string[]]>([
    [FP16,    65520,   {},                              ["beyond 65504, the largest finite number: overflow, which gives ∞"]],
    [FP16,    65520,   { saturate: true },              ["beyond 65504, the largest finite number: overflow, and saturate gives 65504"]],
    [FP16,    1e6,     { rounding: "roundTowardZero" }, ["beyond 65504, the largest finite number: overflow, and roundTowardZero never goes beyond it: 65504"]],
    [E4M3FN,  -465,    {},                              ["beyond -448, the negative of the largest finite number: overflow, and E4M3FN has no infinity: NaN"]],
    [E2M1FN,  7,       {},                              ["beyond 6, the largest finite number: overflow, and E2M1FN has neither infinity nor NaN: 6"]],
    [E8M0FNU, 1e-40,   {},                              ["E8M0FNU has no zero and nothing below 2^-127, so that is the result: underflow"]],
    [FP16,    2 ** -24, {},                             ["below 2^-14, the least normal number, the spacing stays 2^-24: 1 of 11 digits left"]],
    [FP16,    2 ** -15 + 2 ** -30, { flushOutputs: true }, ["below 2^-14, the least normal number, the spacing stays 2^-24: 10 of 11 digits left", "flushOutputs makes a zero of every number below 2^-14: underflow"]],
    [FP16,    4095.9,  {},                              ["the carry runs through every digit, so that the exponent grows by one"]],
    [FP16,    2 ** -14 * (1 - 2 ** -13), {},            ["below 2^-14, the least normal number, the spacing stays 2^-24: 10 of 11 digits left", "rounded to 11 digits it reaches 2^-14: not tiny (tininess afterRounding), no underflow", "the carry makes it the least normal number, 2^-14"]],
  ])("%#", (format, x, options, consequences) => {
    expect(explainRounding(format, x, options).consequences).toEqual(consequences);
  });

  // biome-ignore format: columns
  test.each<[format: typeof E4M3FN | typeof E2M1FN | typeof FP16, x: number | string, options: TeachingOptions, reason: string]>([
    [FP16,    Number.NaN,               {},                 "NaN is not rounded"],
    [E2M1FN,  "nan",                    {},                 "E2M1FN has no NaN: 6 stands for it"],
    [FP16,    Number.POSITIVE_INFINITY, {},                 "an infinity is not rounded"],
    [FP16,    "-inf",                   { saturate: true }, "saturate gives the largest finite number, -65504"],
    [E4M3FN,  Number.POSITIVE_INFINITY, {},                 "E4M3FN has no infinity: NaN"],
    [E2M1FN,  Number.NEGATIVE_INFINITY, {},                 "E2M1FN has neither infinity nor NaN: the largest finite number, -6"],
    [E8M0FNU, Number.NEGATIVE_INFINITY, {},                 "E8M0FNU has no negative numbers"],
    [E8M0FNU, -1,                       {},                 "E8M0FNU has no negative numbers: invalid"],
    [E8M0FNU, 0,                        {},                 "E8M0FNU has no zero: invalid"],
  ])("%#: what is special", (format, x, options, reason) => {
    const told = explainRounding(format, x, options);
    expect(told.reason).toBe(reason);
    expect(told.decision).toBe("special");
    expect(Number(told.result?.code)).toBe(encode(format, x, options));
  });
});

describe("explainRounding(format, x, options)", () => {
  it("takes texts, integers and fractions without rounding them on the way", () => {
    const above = "1.000488281250000000000000001"; // the midpoint of 1 and its neighbour, and a trace
    expect(explainRounding(FP16, above).result?.code).toBe("0x3c01");
    expect(explainRounding(FP16, 2n ** 60n + 1n).input.value?.numerator).toBe(`${2n ** 60n + 1n}`);
    expect(explainRounding(FP16, "0x1.8p-3").input.value).toEqual({ numerator: "3", denominator: "16" });
    const third = explainRounding(FP16, { numerator: -1n, denominator: 3n });
    expect([third.input.text, third.result?.value]).toEqual(["-1/3", "-0.333251953125"]);
    expect(third.digits).toMatchObject({ kept: "10101010101", guard: 0, round: 1, sticky: 1, isDiscardedCut: true });
  });

  it("leaves the result open by lot, unless both ends agree", () => {
    const open = explainRounding(FP16, -2048.5, { rounding: "stochastic" });
    expect(open).toMatchObject({
      result: null,
      error: null,
      decision: "byLot",
      probability: { lower: 0.25, upper: 0.75 },
    });
    expect(explainRounding(FP16, 1e6, { rounding: "stochastic" }).result?.value).toBe("Infinity");
    const told = explainRounding(FP16, 2048.5, { rounding: "stochastic", random: { bits: 0, count: 1 } });
    expect(told).toMatchObject({ decision: "lower", probability: { lower: 1, upper: 0 } }); // one digit does not see it
  });

  it("raises by lot what both ends of the lottery raise", () => {
    const isLot = { rounding: "stochastic" } as const;
    expect(explainRounding(FP16, 65510, isLot).flags).toEqual({ ...createFlags(), inexact: true });
    expect(explainRounding(FP16, 1e-7, isLot).flags).toEqual({ ...createFlags(), inexact: true, underflow: true });
  });

  it("sees a trace far behind the digits that it shows", () => {
    const third = 3n * 2n ** 400n;
    const told = explainRounding(FP16, { numerator: 2049n * third + 1n, denominator: third });
    expect(told).toMatchObject({ result: { value: "2050" }, digits: { guard: 1, round: 0, sticky: 1 } });
  });

  it("is data that JSON keeps", () => {
    for (const x of [0.1, -0, 1e9, 1e-9, Number.NaN, Number.NEGATIVE_INFINITY]) {
      const told = explainRounding(FP16, x);
      expect(JSON.parse(JSON.stringify(told))).toEqual(told);
    }
  });

  test.each<[x: unknown, error: Error]>([
    [{}, new TypeError("explainRounding: number, bigint, string or fraction expected, got object")],
    [null, new TypeError("explainRounding: number, bigint, string or fraction expected, got object")],
    ["1e99999", new RangeError("explainRounding: text of at most 20000 places expected, got exponent 99999")],
    [{ numerator: 1n, denominator: 0n }, new RangeError("explainRounding: positive denominator expected, got 0")],
  ])("refuses %o", (x, error) => {
    expect(() => explainRounding(FP16, x as number)).toThrow(error);
  });
});
