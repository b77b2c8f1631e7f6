import { describe, expect, test } from "vitest";
import { type Code, exactRational, parse, toBinaryString, toExactDecimal, toHexFloat } from "../src/index.ts";
import { bitsOf, type LayoutName, layoutNames, layouts, read } from "./oracle/layout.ts";
import { compare, negated, type Rational, toNumber } from "./oracle/rational.ts";
import { decimalText, valueOfText } from "./oracle/text.ts";
import { Failures, hex } from "./support.ts";
import { codeOf, formats } from "./underTest.ts";

/** Codes of a format: all of them up to 16 bits, at a stride beyond. */
function* codesOf(name: LayoutName): Generator<Code> {
  const bits = bitsOf(layouts[name]);
  const stride = bits > 16 ? (1n << BigInt(bits)) / 2003n : 1n;
  for (let code = 0n; code < 1n << BigInt(bits); code += stride) yield codeOf(formats[name], code);
}

/** Every finite code with its exact value. */
function* finiteCodesOf(name: LayoutName): Generator<[code: Code, value: Rational, isNegative: boolean]> {
  for (const code of codesOf(name)) {
    const datum = read(layouts[name], code);
    if (datum.kind === "number") yield [code, datum.value, datum.isNegative];
  }
}

describe("toExactDecimal(format, code) and exactRational(format, code)", () => {
  test.each(layoutNames)("%s have the value of the code, by long division", (name) => {
    const failures = new Failures();
    for (const [code, value, isNegative] of finiteCodesOf(name)) {
      if (bitsOf(layouts[name]) === 16 && Number(code) % 5 !== 0) continue; // long division is slow
      const expected = isNegative ? `-${decimalText(negated(value))}` : decimalText(value);
      const got = toExactDecimal(formats[name], code);
      failures.check(got === expected, () => `${hex(code)}: got ${got}, expected ${expected}`);

      const { numerator, denominator } = exactRational(formats[name], code)!;
      const isReduced = denominator === 1n || (denominator > 1n && numerator % 2n !== 0n);
      const isRight = compare({ numerator, denominator }, value) === 0 && isReduced;
      failures.check(isRight, () => `${hex(code)}: ${numerator} / ${denominator}`);
    }
    expect(failures.first).toEqual([]);
  });

  test.each(layoutNames)("%s: the decimal reads back as the code", (name) => {
    const failures = new Failures();
    for (const [code] of finiteCodesOf(name)) {
      const back = parse(formats[name], toExactDecimal(formats[name], code));
      failures.check(back === code, () => `${hex(code)} reads back as ${hex(back)}`);
    }
    expect(failures.first).toEqual([]);
  });

  test("specials", () => {
    const { FP16, E2M1FN, E8M0FNU } = formats;
    expect([0, 0x8000, 0x7c00, 0xfc00, 0xfe01].map((code) => toExactDecimal(FP16, code))).toEqual([
      "0",
      "-0",
      "Infinity",
      "-Infinity",
      "NaN",
    ]);
    expect([0x7c00, 0x7e00].map((code) => exactRational(FP16, code))).toEqual([null, null]);
    expect(exactRational(FP16, 0x8000)).toEqual({ numerator: 0n, denominator: 1n });
    expect(exactRational(E2M1FN, 0xb)).toEqual({ numerator: -3n, denominator: 2n });
    expect(toExactDecimal(E8M0FNU, 0xfe)).toBe(String(1n << 127n));
  });
});

describe("toHexFloat(format, code)", () => {
  test.each(layoutNames)("%s has the value of the code, the form of C's conversion a, and reads back", (name) => {
    const { emin, precision } = formats[name];
    const failures = new Failures();
    for (const [code, value] of finiteCodesOf(name)) {
      const text = toHexFloat(formats[name], code);
      const back = parse(formats[name], text);
      failures.check(compare(valueOfText(text), value) === 0 && back === code, () => `${hex(code)}: ${text}`);

      const [, leading, fraction = "", exponent] = /^-?0x([01])(?:\.([0-9a-f]*[1-9a-f]))?p([+-]\d+)$/.exec(text) ?? [];
      const isSubnormal = value.numerator !== 0n && leading === "0";
      const isForm = value.numerator === 0n ? exponent === "+0" : isSubnormal === Math.abs(toNumber(value)) < 2 ** emin;
      const hasExponent = !isSubnormal || Number(exponent) === emin;
      failures.check(
        isForm && hasExponent && 4 * fraction.length < precision + 3,
        () => `${hex(code)}: form of ${text}`,
      );
    }
    expect(failures.first).toEqual([]);
  });

  // biome-ignore format: columns
  test.each<[name: LayoutName, code: Code, expected: string]>([
    ["FP16",    0x3e00,              "0x1.8p+0"],
    ["FP16",    0x0001,              "0x0.004p-14"],
    ["FP16",    0x83ff,              "-0x0.ffcp-14"],
    ["FP16",    0x0400,              "0x1p-14"],
    ["FP16",    0x8000,              "-0x0p+0"],
    ["FP16",    0xfc00,              "-Infinity"],
    ["FP16",    0x7c01,              "NaN"],
    ["FP32",    0x00000001,          "0x0.000002p-126"],
    ["FP32",    0x40490fdb,          "0x1.921fb6p+1"],
    ["FP64",    0x3fb999999999999an, "0x1.999999999999ap-4"], // as printf("%a", 0.1) has it
    ["FP64",    1n,                  "0x0.0000000000001p-1022"],
    ["E8M0FNU", 0x00,                "0x1p-127"],
    ["E2M1FN",  0x01,                "0x0.8p+0"],
  ])("%s %s is %s", (name, code, expected) => {
    expect(toHexFloat(formats[name], code)).toBe(expected);
  });
});

describe("toBinaryString(format, code)", () => {
  test.each(layoutNames)("%s is the code in base two, in its fields", (name) => {
    const { w, t, isSigned } = layouts[name];
    const form = new RegExp(`^${isSigned ? "[01] " : ""}[01]{${w}}${t > 0 ? ` [01]{${t}}` : ""}$`);
    const failures = new Failures();
    for (const code of codesOf(name)) {
      const text = toBinaryString(formats[name], code);
      const isRight = form.test(text) && BigInt(`0b${text.replaceAll(" ", "")}`) === BigInt(code);
      failures.check(isRight, () => `${hex(code)}: ${text}`);
    }
    expect(failures.first).toEqual([]);
  });

  test("of a code that is none is a RangeError", () => {
    expect(() => toBinaryString(formats.FP16, 0x1_0000)).toThrow(RangeError);
    expect(() => toBinaryString(formats.FP64, 1)).toThrow(RangeError);
  });
});
