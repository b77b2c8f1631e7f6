import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it, test } from "vitest";
import {
  type Code,
  defineFormat,
  E3M2FN,
  type Format,
  FP16,
  FP32,
  FP64,
  parse,
  shortestDigits,
  toShortest,
} from "../src/index.ts";
import {
  bitsOf,
  type Layout,
  type LayoutName,
  layoutNames,
  layouts,
  maxFiniteOf,
  read,
  valueOfMagnitude,
} from "./oracle/layout.ts";
import { compare, negated, plus, type Rational, scaled, times } from "./oracle/rational.ts";
import { checkShortest, type ShortestFile } from "./shortestCases.ts";
import { createRandom, Failures, floatOf, hex, seed } from "./support.ts";
import { codeOf, formats } from "./underTest.ts";

const random = createRandom(seed);

/** Codes of a format: all of them up to 16 bits, at a stride beyond. */
function* codesOf(name: LayoutName): Generator<Code> {
  const bits = bitsOf(layouts[name]);
  const stride = bits > 16 ? (1n << BigInt(bits)) / 5003n : 1n;
  for (let code = 0n; code < 1n << BigInt(bits); code += stride) yield codeOf(formats[name], code);
}

describe("parse(format, toShortest(format, code))", () => {
  test.each(layoutNames)("%s is the code again, NaN as a class", (name) => {
    const format = formats[name];
    const failures = new Failures();
    for (const code of codesOf(name)) {
      const text = toShortest(format, code);
      const back = parse(format, text);
      const expected = read(layouts[name], code).kind === "nan" ? format.canonicalNaN : code;
      failures.check(back === expected, () => `${hex(code)} as ${text} reads back as ${hex(back)}`);
    }
    console.log(`shortest, round trip: ${failures.cases} codes of ${name}`);
    expect(failures.first).toEqual([]);
  });
});

/** The shortest decimal found by listing every decimal of the rounding interval, from the coarsest down. */
function shortestByList(layout: Layout, magnitude: bigint): string {
  const half = scaled(1n, -1);
  const value = valueOfMagnitude(layout, magnitude);
  const [below, above] = [magnitude - 1n, magnitude + 1n].map((neighbour) => valueOfMagnitude(layout, neighbour));
  const lower = times(plus(below!, value), half);
  const upper = times(plus(value, above!), half);
  const isIncluded = (end: "lower" | "upper"): boolean =>
    layout.t === 0 && !layout.tiesToEvenCode ? end === "lower" : magnitude % 2n === 0n;
  const isInside = (x: Rational): boolean => {
    const [fromLower, fromUpper] = [compare(x, lower), compare(x, upper)];
    return (
      fromLower >= 0 &&
      fromUpper <= 0 &&
      (fromLower > 0 || isIncluded("lower")) &&
      (fromUpper < 0 || isIncluded("upper"))
    );
  };

  const found: { digits: string; exponent: number; distance: Rational }[] = [];
  const top = value.numerator.toString().length - value.denominator.toString().length + 1;
  for (let exponent = top, left = 3; left > 0; exponent--) {
    const unit: Rational =
      exponent > 0
        ? { numerator: 10n ** BigInt(exponent), denominator: 1n }
        : { numerator: 1n, denominator: 10n ** BigInt(-exponent) };
    const first = (lower.numerator * unit.denominator) / (lower.denominator * unit.numerator);
    for (let n = first > 0n ? first : 1n; compare(times(unit, scaled(n, 0)), upper) <= 0; n++) {
      const x = times(unit, scaled(n, 0));
      if (!isInside(x)) continue;
      const digits = n.toString().replace(/0+$/, "");
      const distance = compare(x, value) < 0 ? plus(value, negated(x)) : plus(x, negated(value));
      found.push({ digits, exponent: exponent + n.toString().length - digits.length, distance });
    }
    if (found.length > 0) left--;
  }
  found.sort(
    (x, y) =>
      x.digits.length - y.digits.length ||
      compare(x.distance, y.distance) ||
      (Number(x.digits.at(-1)) % 2) - (Number(y.digits.at(-1)) % 2),
  );
  return `${found[0]!.digits}e${found[0]!.exponent}`;
}

function digitsText(format: Format<Code>, code: Code): string {
  const decimal = shortestDigits(format, code);
  return decimal === null ? "null" : `${decimal.isNegative ? "-" : ""}${decimal.significand}e${decimal.exponent}`;
}

describe("shortestDigits(format, code) is the first of all decimals in the rounding interval", () => {
  test.each(layoutNames)("%s", (name) => {
    const layout = layouts[name];
    const failures = new Failures();
    const stride = bitsOf(layout) > 8 ? maxFiniteOf(layout) / 400n : 1n;
    for (let magnitude = 1n; magnitude <= maxFiniteOf(layout); magnitude += stride) {
      const got = digitsText(formats[name], codeOf(formats[name], magnitude));
      const expected = shortestByList(layout, magnitude);
      failures.check(got === expected, () => `${hex(magnitude)}: got ${got}, expected ${expected}`);
    }
    expect(failures.first).toEqual([]);
  });

  // biome-ignore format: columns
  test.each<[what: string, definition: Partial<Parameters<typeof defineFormat>[0]>, change: Partial<Layout>]>([
    ["one digit and a zero",           { significandBits: 0 },                                          { t: 0 }],
    ["one digit, ties to even codes",  { significandBits: 0, oneDigitTies: "evenCode" },                { t: 0, tiesToEvenCode: true }],
    ["no subnormals",                  { significandBits: 2, subnormals: false },                       { t: 2, hasSubnormals: false }],
    ["no subnormals, one digit",       { significandBits: 0, subnormals: false },                       { t: 0, hasSubnormals: false }],
    ["no zero",                        { significandBits: 2, signed: false, zero: false },              { t: 2, isSigned: false, hasZero: false, hasMinusZero: false, hasSubnormals: false }],
  ])("of a format with %s", (_what, definition, change) => {
    const format = defineFormat({ name: "F", exponentBits: 6, significandBits: 0, nanEncoding: "none", ...definition });
    const layout: Layout = { ...layouts.E3M2FN, w: 6, bias: 31, ...change };
    const failures = new Failures();
    const isZero = (magnitude: bigint): boolean => layout.hasZero && !layout.hasSubnormals && magnitude < 1n << BigInt(layout.t);
    for (let magnitude = layout.hasZero ? 1n : 2n; magnitude <= maxFiniteOf(layout); magnitude++) {
      const code = Number(magnitude);
      const got = digitsText(format, code);
      const expected = isZero(magnitude) ? "0e0" : shortestByList(layout, magnitude);
      failures.check(got === expected, () => `${hex(code)}: got ${got}, expected ${expected}`);
      failures.check(parse(format, got) === (isZero(magnitude) ? 0 : code), () => `${hex(code)}: ${got} does not read back`);
    }
    expect(failures.first).toEqual([]);
  });

  test.each([true, false])("around the least normal number of 360 formats, subnormals %s", (subnormals) => {
    const failures = new Failures();
    for (let significandBits = 1; significandBits <= 6; significandBits++) {
      for (let bias = 1; bias <= 60; bias++) {
        const fields = { name: "F", exponentBits: 6, significandBits, bias, subnormals, nanEncoding: "none" } as const;
        const format = defineFormat(fields);
        const layout: Layout = { ...layouts.E3M2FN, w: 6, t: significandBits, bias, hasSubnormals: subnormals };
        const leastNormal = 2 ** significandBits;
        for (const code of [leastNormal, leastNormal + 1, 2 * leastNormal]) {
          const got = digitsText(format, code);
          const expected = shortestByList(layout, BigInt(code));
          failures.check(
            got === expected,
            () => `${significandBits} ${bias} ${hex(code)}: got ${got}, expected ${expected}`,
          );
        }
      }
    }
    expect(failures.first).toEqual([]);
  });
});

const { BINADE_VECTORS = "../shared/vectors" } = process.env;
const recordedAt = resolve(import.meta.dirname, "../../..", BINADE_VECTORS, "formats/text.json.gz");
const recorded = existsSync(recordedAt)
  ? Object.entries((JSON.parse(gunzipSync(readFileSync(recordedAt)).toString()) as ShortestFile).formats)
  : [];
if (recorded.length === 0) console.log(`shortest decimals: ${recordedAt} was not found, tests skipped`);

describe.skipIf(recorded.length === 0)("shortestDigits(format, code) against recorded decimals", () => {
  it.each(recorded)("%s", (name, decimals) => {
    const tally = checkShortest(name, decimals);
    expect(tally?.total).toBeGreaterThan(0);
    expect(tally?.disagreements).toEqual([]);
  });
});

describe("toShortest(format, code)", () => {
  const view = new DataView(new ArrayBuffer(8)); // scratch

  test(`FP64 is String(x), but for −0, seed ${seed}`, () => {
    const failures = new Failures();
    const check = (x: number): void => {
      view.setFloat64(0, x);
      const got = toShortest(FP64, view.getBigUint64(0));
      failures.check(got === String(x), () => `got ${got}, expected ${x}`);
    };
    for (let i = 0; i < 8000; i++) {
      view.setUint32(0, random());
      view.setUint32(4, i % 4 === 0 ? 0 : random());
      check(view.getFloat64(0));
      check((random() % 100_000) / 1000);
      check(Math.round((random() / 2 ** 32) * 10 ** (i % 24)));
    }
    for (let exponent = -1074; exponent <= 1023; exponent++) {
      check(2 ** exponent);
      check(1.5 * 2 ** exponent);
    }
    for (let exponent = -10; exponent <= 25; exponent++) check(Number(`-1e${exponent}`));
    check(Number.POSITIVE_INFINITY);
    check(Number.NEGATIVE_INFINITY);
    check(Number.NaN);
    expect(failures.first).toEqual([]);
  });

  test(`FP32 has as many digits as the shortest toPrecision that Math.fround takes back, seed ${seed}`, () => {
    const failures = new Failures();
    for (let i = 0; i < 10_000; i++) {
      const code = random();
      const x = floatOf(code);
      if (!Number.isFinite(x) || x === 0 || code % 2 ** 23 === 0) continue; // powers of two have an uneven interval
      let digits = 1;
      while (Math.fround(Number(x.toPrecision(digits))) !== x) digits++;
      const text = toShortest(FP32, code);
      const isShortest = shortestDigits(FP32, code)?.significand.toString().length === digits;
      failures.check(isShortest && Math.fround(Number(text)) === x, () => `${hex(code)}: ${text}, ${digits} digits do`);
    }
    expect(failures.first).toEqual([]);
  });

  // biome-ignore format: columns
  test.each<[name: LayoutName, code: number, expected: string]>([
    ["FP16",     0x0000, "0"],
    ["FP16",     0x8000, "-0"],
    ["FP16",     0x7c00, "Infinity"],
    ["FP16",     0xfc00, "-Infinity"],
    ["FP16",     0x7e00, "NaN"],
    ["FP16",     0xfc01, "NaN"],
    ["FP16",     0x7bff, "65500"],
    ["FP16",     0x0001, "6e-8"],
    ["FP16",     0x8011, "-0.000001"],
    ["FP16",     0x2e66, "0.1"],
    ["BF16",     0x0001, "9e-41"],
    ["BF16",     0x6259, "1e+21"],
    ["BF16",     0x62d9, "2e+21"],
    ["BF16",     0x60ad, "100000000000000000000"],
    ["E4M3FN",   0x7e,   "450"],
    ["E4M3FN",   0xff,   "NaN"],
    ["E4M3FNUZ", 0x80,   "NaN"],
    ["E3M2FN",   0x1f,   "28"],
    ["E2M1FN",   0x0f,   "-6"],
    ["E8M0FNU",  0x00,   "6e-39"],
    ["E8M0FNU",  0x7c,   "0.1"],
    ["E8M0FNU",  0xff,   "NaN"],
  ])("%s %i is %s", (name, code, expected) => {
    expect(toShortest(formats[name], code)).toBe(expected);
  });

  test("of a code that is none is a RangeError", () => {
    expect(() => toShortest(FP16, 0x1_0000)).toThrow(RangeError);
    expect(() => toShortest(E3M2FN, -1)).toThrow(RangeError);
  });
});

test("shortestDigits(format, code) of NaN and infinities is null, and zeros keep their sign", () => {
  expect(shortestDigits(FP16, FP16.infinity)).toBe(null);
  expect(shortestDigits(FP16, FP16.canonicalNaN)).toBe(null);
  expect(shortestDigits(FP16, 0x8000)).toEqual({ isNegative: true, significand: 0n, exponent: 0 });
  expect(shortestDigits(FP16, 0xfbff)).toEqual({ isNegative: true, significand: 655n, exponent: 2 });
});
