import { describe, expect, it, test } from "vitest";
import { FP16, FP32, FP64, fromInt, toInt } from "../src/index.ts";
import { everyFormat } from "./everyFormat.ts";
import { checkRoundToIntegral, checkToInt, type IsTaken, integralChoices } from "./integralCases.ts";
import { deliver } from "./oracle/deliver.ts";
import { bitsOf, type Layout } from "./oracle/layout.ts";
import { scaled } from "./oracle/rational.ts";
import type { Options } from "./oracle/special.ts";
import { createRandom, Failures, seed } from "./support.ts";
import { describeFailure, resultOf, withFlags } from "./underTest.ts";

/** All, but of a format of 16 bits every code under a quarter of the choices. */
function someOf(layout: Layout): IsTaken {
  return (code, k) => bitsOf(layout) !== 16 || (code + BigInt(k)) % 4n === 0n;
}

describe(`roundToIntegral(format, a, options) against the oracle, values and flags, seed ${seed}`, () => {
  it.each(everyFormat)("$name", (formatCase) => {
    expect(checkRoundToIntegral(formatCase, someOf(formatCase.layout)).first).toEqual([]);
  });
});

describe(`toInt(format, code, options) against the oracle, values and flags, seed ${seed}`, () => {
  it.each(everyFormat)("$name", (formatCase) => {
    expect(checkToInt(formatCase, someOf(formatCase.layout)).first).toEqual([]);
  });

  test("without options: 32 bits, signed, ties to even, saturating", () => {
    const codes = [0x3e00, 0x4100, 0xc100, 0x7e00, 0x7c00, 0xfc00];
    expect(codes.map((code) => toInt(FP16, code))).toEqual([2, 2, -2, 0, 0x7fffffff, -0x80000000]);
  });

  test("a width and a policy that do not exist are errors", () => {
    expect(() => toInt(FP16, 0, { bits: 24 as 32 })).toThrow(
      new RangeError("options.bits: one of 4, 8, 16, 32, 64 expected, got 24"),
    );
    expect(() => toInt(FP16, 0, { invalid: "arm" as "x86" })).toThrow(
      new RangeError('options.invalid: one of saturating, riscv, x86, modular expected, got "arm"'),
    );
  });
});

describe(`fromInt(format, integer, options) against the oracle, values and flags, seed ${seed}`, () => {
  it.each(everyFormat)("$name", ({ format, layout }) => {
    const random = createRandom(seed);
    const failures = new Failures();
    for (let i = 0; i < 3000; i++) {
      const integer = someInteger(i, random);
      const options: Options = { ...integralChoices[i % integralChoices.length]!, saturate: i % 5 === 4 };
      const value = { kind: "number", isNegative: integer < 0n, value: scaled(integer, 0) } as const;
      const expected = deliver(layout, value, options);
      const isSafe = BigInt(Number(integer)) === integer;
      const got = resultOf(() => fromInt(format, isSafe ? Number(integer) : integer, withFlags(options)));
      failures.check(got.code === expected.code && got.flags === expected.flags, () =>
        describeFailure(`${integer}`, options, got, expected),
      );
    }
    expect(failures.first).toEqual([]);
  });

  test("−0 is the integer 0; integers of any length are rounded once", () => {
    expect(fromInt(FP16, -0)).toBe(0);
    expect(fromInt(FP32, 2n ** 200n)).toBe(0x7f800000);
    expect(fromInt(FP64, 2n ** 100n + 1n, { rounding: "roundTowardPositive" })).toBe(0x4630000000000001n);
  });

  test("what is no integer is an error", () => {
    expect(() => fromInt(FP16, 0.5)).toThrow(new RangeError("fromInt: integer expected, got 0.5"));
    expect(() => fromInt(FP16, Number.NaN)).toThrow(new RangeError("fromInt: integer expected, got NaN"));
    expect(() => fromInt(FP16, "1" as never)).toThrow(new TypeError("fromInt: number or bigint expected, got string"));
  });
});

/** Small ones in order, then any of up to 64 digits, and neighbours of powers of two. */
function someInteger(i: number, random: () => number): bigint {
  if (i < 1200) return BigInt(i - 600);
  const length = BigInt(random() % 64);
  const wide = ((BigInt(random()) << 32n) | BigInt(random())) >> length;
  const magnitude = i % 2 === 0 ? wide : (1n << length) + BigInt((random() % 5) - 2);
  return random() % 2 === 0 ? magnitude : -magnitude;
}
