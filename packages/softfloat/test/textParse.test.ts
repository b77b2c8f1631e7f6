import { describe, expect, it, test } from "vitest";
import { createFlags, E4M3FN, encode, FP16, FP64, parse, type RoundingOptions, round } from "../src/index.ts";
import { bitsOf, eminOf, type LayoutName, layoutNames, layouts, maxFiniteOf } from "./oracle/layout.ts";
import { valueOfText } from "./oracle/text.ts";
import { checkMidpoint, checkText } from "./parseCases.ts";
import { createRandom, Failures, flagBits, hex, seed } from "./support.ts";
import { formats } from "./underTest.ts";

const random = createRandom(seed);

function below(limit: number): number {
  return random() % limit;
}

describe("parse(format, text, options) against the oracle, value and flags in every mode", () => {
  test.each(layoutNames)("%s midpoints in decimal, and what lies a digit far behind beside them", (name) => {
    const failures = new Failures();
    const { t } = layouts[name];
    const last = maxFiniteOf(layouts[name]);
    const leastNormal = 1n << BigInt(t);
    const magnitudes = new Set([0n, 1n, leastNormal - 1n, leastNormal, last - 1n, last]);
    const stride = bitsOf(layouts[name]) > 8 ? last / 60n : 1n;
    for (let magnitude = 0n; magnitude <= last; magnitude += stride) magnitudes.add(magnitude);

    const lastPlace = t + 2 - eminOf(layouts[name]); // of the least midpoint
    let i = 0;
    for (const magnitude of magnitudes) {
      checkMidpoint(failures, name, magnitude, i++ % 12 === 0 ? [lastPlace + 1, 1300] : [lastPlace + 1]);
    }
    console.log(`parse, midpoints: ${failures.cases} ${name} comparisons`);
    expect(failures.first).toEqual([]);
  });

  test.each(layoutNames)(`%s from random texts in the three notations, seed ${seed}`, (name) => {
    const failures = new Failures();
    for (let i = 0; i < 60; i++) {
      const text = someText(name);
      const exact = valueOfText(text);
      if (exact.numerator !== 0n) checkText(failures, name, text, exact);
    }
    expect(failures.first).toEqual([]);
  });
});

/** A text whose value is mostly within the range of the format, of up to 40 digits. */
function someText(name: LayoutName): string {
  const notation = (["decimal", "hexadecimal", "binary"] as const)[below(3)]!;
  const alphabet = { decimal: "0123456789", hexadecimal: "0123456789abcdefABCDEF", binary: "01" }[notation];
  const someDigits = (count: number): string =>
    Array.from({ length: count }, () => alphabet[below(alphabet.length)]).join("");
  const [whole, fraction] = [someDigits(1 + below(20)), someDigits(below(20))];
  const { emin, emax, precision } = formats[name];
  const leading = emin - precision - 4 + below(emax - emin + precision + 8);
  const bits = { decimal: Math.log2(10), hexadecimal: 4, binary: 1 }[notation] * whole.length;
  const exponent = Math.round((leading - bits) / (notation === "decimal" ? Math.log2(10) : 1));
  const prefix = { decimal: "", hexadecimal: "0x", binary: "0b" }[notation];
  return `${prefix}${whole}${fraction === "" ? "" : `.${fraction}`}${notation === "decimal" ? "e" : "p"}${exponent}`;
}

describe("parse(FP64, text)", () => {
  const view = new DataView(new ArrayBuffer(8)); // scratch

  function codeOfNumber(x: number): bigint {
    view.setFloat64(0, x);
    return view.getBigUint64(0);
  }

  it(`gives the code of Number(text), seed ${seed}`, () => {
    const failures = new Failures();
    for (let i = 0; i < 20_000; i++) {
      const digits = Array.from({ length: 1 + below(i % 50 === 0 ? 900 : 25) }, () => below(10)).join("");
      const point = below(digits.length + 1);
      const exponent = i % 3 === 0 ? "" : `${"eE"[below(2)]}${["", "+", "-"][below(3)]}${below(345)}`;
      const text = `${["", "+", "-"][below(3)]}${digits.slice(0, point)}.${digits.slice(point)}${exponent}`;
      const expected = codeOfNumber(Number(text));
      const got = parse(FP64, text);
      failures.check(got === expected, () => `${text}: got ${hex(got)}, expected ${hex(expected)}`);
    }
    expect(failures.first).toEqual([]);
  });

  // the classic hard cases of decimal conversion
  test.each([
    "2.2250738585072011e-308",
    "2.2250738585072012e-308",
    "2.2250738585072014e-308",
    "4.9e-324",
    "2.4703282292062327208e-324",
    "2.4703282292062328e-324",
    "1.7976931348623158e308",
    "1.7976931348623159e308",
    "9007199254740993",
    "9007199254740992.99999999999999999999999999999999",
    "9007199254740993.00000000000000000000000000000001",
    "6929495644600919.5",
    "3.518437208883201171875e13",
    "62.5364939768271845828",
    "8.10109172351e-10",
    "1e23",
    "8.5e22",
  ])("%s", (text) => {
    expect(parse(FP64, text)).toBe(codeOfNumber(Number(text)));
  });
});

describe("parse(format, text) never goes through binary64", () => {
  // biome-ignore format: columns
  test.each<[text: string, name: LayoutName, options: RoundingOptions, expected: number]>([
    ["1.000488281250000000867361737988403547205962240695953369140625", "FP16", {},                     0x3c01], // 1 + 2^-11 + 2^-60
    ["0x1.002000000000001p0",                                         "FP16", {},                     0x3c01],
    [`0b1.00000000001${"0".repeat(200)}1`,                        "FP16", {},                     0x3c01],
    ["1.00048828125",                                                 "FP16", {},                     0x3c00],
    ["65519.99999999999999999999999",                                 "FP16", {},                     0x7bff],
    ["65520",                                                         "FP16", {},                     0x7c00],
    ["464.00000000000000000000000001",                                "E4M3FN", {},                   0x7f],
    ["464",                                                           "E4M3FN", {},                   0x7e],
    ["-464.00000000000000000000000001",                               "E4M3FN", { saturate: true },   0xfe],
    ["1.00390625000000000000000000001",                               "BF16", {},                     0x3f81],
    ["1.000000059604644775390625000000001",                           "FP32", {},                     0x3f800001],
    ["0.25000000000000000000000000001",                               "E2M1FN", {},                   1],
    ["1.00000000000000000000000000000000000001", "FP16", { rounding: "roundTowardPositive" },         0x3c01],
    ["1e-400",                                   "FP16", { rounding: "roundTowardPositive" },         0x0001],
  ])("%s to %s %o", (text, name, options, expected) => {
    expect(parse(formats[name], text, options)).toBe(expected);
    expect(encode(formats[name], text, options)).toBe(expected);
  });

  it("round(format, text) is the value of that code", () => {
    expect(round(FP16, "1.0004882812500000000000000001")).toBe(1 + 2 ** -10);
  });
});

describe("parse(format, text, { flags }) of specials", () => {
  const invalid = 16;
  // biome-ignore format: columns
  test.each<[name: LayoutName, text: string, options: RoundingOptions, expected: number, flags: number]>([
    ["FP16",    "0",            {},                      0,      0],
    ["FP16",    "-0.000e99",    {},                      0x8000, 0],
    ["FP16",    "-0x0p9",       {},                      0x8000, 0],
    ["FP16",    "Infinity",     {},                      0x7c00, 0],
    ["FP16",    "-INF",         {},                      0xfc00, 0],
    ["FP16",    "-inf",         { saturate: true },      0xfbff, 0],
    ["FP16",    "+NaN",         {},                      0x7e00, 0],
    ["FP16",    "-nan",         {},                      0x7e00, 0],
    ["FP16",    "-nan",         { nan: "keepSign" },     0xfe00, 0],
    ["FP16",    "nan(0x1Ff)",   {},                      0x7e00, 0],
    ["FP16",    "nan(0x1ff)",   { nan: "propagate" },    0x7fff, 0],
    ["FP16",    "-nan(0b101)",  { nan: "propagate" },    0xfe05, 0],
    ["FP16",    "nan(0000005)", { nan: "propagate" },    0x7e05, 0],
    ["FP16",    "nan(0x0)",     { nan: "propagate" },    0x7e00, 0],
    ["FP16",    "1e-400",       {},                      0,      3],
    ["FP16",    "-1e400",       {},                      0xfc00, 5],
    ["FP16",    "0.1",          {},                      0x2e66, 1],
    ["FP16",    "0.5",          {},                      0x3800, 0],
    ["FP16",    "1e-7",         { flushOutputs: true },  0,      3],
    ["E4M3FN",  "-inf",         {},                      0xff,   invalid],
    ["E4M3FN",  "nan(9999)",    { nan: "propagate" },    0x7f,   0],
    ["E4M3FNUZ", "-nan",        { nan: "keepSign" },     0x80,   0],
    ["E4M3FNUZ", "-0",          {},                      0,      0],
    ["E2M1FN",  "nan",          {},                      7,      invalid],
    ["E8M0FNU", "0",            {},                      0xff,   invalid],
    ["E8M0FNU", "-2",           {},                      0xff,   invalid],
  ])("%s %s %o", (name, text, options, expected, expectedFlags) => {
    const flags = createFlags();
    expect(parse(formats[name], text, { ...options, flags })).toBe(expected);
    expect(flagBits(flags)).toBe(expectedFlags);
  });

  test.each([".5", "5e-1", "0.5", "+0.50e0", "5.e-1", "0x.8", "0x8p-4", "0X1.P-1", "0b.1", "0b0.1P+00", "00000.5e-0"])(
    "%s is one half",
    (text) => {
      expect(parse(FP16, text)).toBe(0x3800);
    },
  );
});

describe("parse(format, text) of texts beyond any range", () => {
  const many = 3_000_000;
  const zeros = "0".repeat(many);
  test.each<[what: string, text: string, expected: bigint]>([
    ["an exponent of 10^9", "1e999999999", 0x7ff0000000000000n],
    ["an exponent beyond a number", `-1e-${"9".repeat(400)}`, 0x8000000000000000n],
    ["zero to any power", `0e${"9".repeat(400)}`, 0n],
    ["binary exponent", "0x1p999999999999", 0x7ff0000000000000n],
    ["binary exponent", "0b1p-999999999999", 0n],
    ["digits and exponent that cancel", `1${zeros}e-${many}`, 0x3ff0000000000000n],
    ["zeros and exponent that cancel", `0.${zeros}1e${many + 1}`, 0x3ff0000000000000n],
    ["hexadecimal ones that cancel", `0x1${zeros}p-${4 * many}`, 0x3ff0000000000000n],
    ["a last digit that breaks the tie", `9007199254740993.${zeros}1`, 0x4340000000000001n],
    ["a tie", `9007199254740993.${zeros}0`, 0x4340000000000000n],
    ["a hexadecimal one that breaks it", `0x20000000000001.${zeros}1`, 0x4340000000000001n],
  ])("%s", (_what, text, expected) => {
    expect(parse(FP64, text)).toBe(expected);
  });
});

describe("parse(format, text) of what is no number", () => {
  // biome-ignore format: columns
  test.each<[text: string, message: string]>([
    ["",            'text "": digit, ".", "inf" or "nan" expected at index 0, got the end'],
    ["-",           'text "-": digit, ".", "inf" or "nan" expected at index 1, got the end'],
    [" 1",          'text " 1": digit, ".", "inf" or "nan" expected at index 0, got " "'],
    ["1 ",          'text "1 ": decimal digit, ".", "e" or the end expected at index 1, got " "'],
    ["--1",         'text "--1": digit, ".", "inf" or "nan" expected at index 1, got "-"'],
    ["1.2.3",       'text "1.2.3": decimal digit, "e" or the end expected at index 3, got "."'],
    [".",           'text ".": decimal digit expected at index 1, got the end'],
    [".e1",         'text ".e1": decimal digit expected at index 1, got "e"'],
    ["1e",          'text "1e": decimal exponent expected at index 2, got the end'],
    ["1e+",         'text "1e+": decimal exponent expected at index 2, got "+"'],
    ["1e5.5",       'text "1e5.5": digit or the end expected at index 3, got "."'],
    ["1_000",       'text "1_000": decimal digit, ".", "e" or the end expected at index 1, got "_"'],
    ["1,5",         'text "1,5": decimal digit, ".", "e" or the end expected at index 1, got ","'],
    ["0x",          'text "0x": hexadecimal digit expected at index 2, got the end'],
    ["0x.p1",       'text "0x.p1": hexadecimal digit expected at index 3, got "p"'],
    ["0x1g",        'text "0x1g": hexadecimal digit, ".", "p" or the end expected at index 3, got "g"'],
    ["0b12",        'text "0b12": binary digit, ".", "p" or the end expected at index 3, got "2"'],
    ["1p3",         'text "1p3": decimal digit, ".", "e" or the end expected at index 1, got "p"'],
    ["infinit",     'text "infinit": the end expected at index 3, got "i"'],
    ["nan(",        'text "nan(": decimal digit expected at index 4, got the end'],
    ["nan(0x)",     'text "nan(0x)": hexadecimal digit expected at index 6, got ")"'],
    ["nan(1",       'text "nan(1": decimal digit or ")" expected at index 5, got the end'],
    ["nan5",        'text "nan5": "(" or the end expected at index 3, got "5"'],
    ["nan(5)5",     'text "nan(5)5": the end expected at index 6, got "5"'],
    ["nan(512)",    'text "nan(512)": NaN payload below 2^9 expected, got "512"'],
    ["٣",           'text "٣": digit, ".", "inf" or "nan" expected at index 0, got "٣"'],
    ["1😀",         'text "1😀": decimal digit, ".", "e" or the end expected at index 1, got "😀"'],
    ["1\n",         'text "1\\n": decimal digit, ".", "e" or the end expected at index 1, got "\\n"'],
    [`${"1".repeat(50)}x`, `text "${"1".repeat(40)}…": decimal digit, ".", "e" or the end expected at index 50, got "x"`],
    [`nan(${"9".repeat(1e6)})`, `text "nan(${"9".repeat(36)}…": NaN payload below 2^9 expected, got "${"9".repeat(40)}…"`],
  ])("%j", (text, message) => {
    expect(() => parse(FP16, text)).toThrow(new RangeError(message));
    expect(() => encode(FP16, text)).toThrow(new RangeError(message));
  });

  it("a value of another type is a TypeError", () => {
    expect(() => parse(FP16, 1 as unknown as string)).toThrow(new TypeError("parse: string expected, got number"));
    expect(() => encode(E4M3FN, null as unknown as string)).toThrow(
      new TypeError("encode: number, bigint or string expected, got object"),
    );
  });
});
