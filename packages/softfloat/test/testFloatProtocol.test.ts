import { describe, expect, it, test } from "vitest";
import { createFlags, E4M3FN, FP16, isNaN as isNaNCode } from "../src/index.ts";
import {
  checkTestFloatLine,
  formatTestFloatLine,
  parseTestFloatLine,
  type TestFloatFunction,
  testFloatFunction,
  testFloatLines,
  testFloatOperands,
  testFloatTypes,
  testFloatWords,
} from "../src/testFloat/index.ts";
import { flagBits } from "./support.ts";

const f16Add = functionNamed("f16_add");

function functionNamed(name: string): TestFloatFunction {
  const found = testFloatFunction(name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

const operations = "add sub mul mulAdd div rem sqrt roundToInt eq le lt eq_signaling le_quiet lt_quiet".split(" ");

/** Every function that there is. */
const names = [...testFloatTypes.values()].flatMap((from) => [
  ...(from.kind === "float" ? operations.map((operation) => `${from.name}_${operation}`) : []),
  ...[...testFloatTypes.values()]
    .filter((to) => to !== from && (from.kind === "float" || to.kind === "float"))
    .map((to) => `${from.name}_to_${to.name}`),
]);

describe("testFloatFunction(name)", () => {
  it("knows every operation of every type and every conversion, 16 · 14 and 20 · 19 − 12 of them", () => {
    expect(names).toHaveLength(16 * 14 + 20 * 19 - 12);
    for (const name of names) expect(testFloatFunction(name)?.name).toBe(name);
  });

  it.each([
    "",
    "f16",
    "f16_",
    "f16_pow",
    "f16_to_",
    "f16_to_f16",
    "f16_to_f80",
    "i32_to_i64",
    "i32_add",
    "f80_add",
    "f16_toString",
    "f16_constructor",
    "__proto___add",
    "add",
  ])("has none for %j", (name) => {
    expect(testFloatFunction(name)).toBeUndefined();
  });

  test.each<[name: string, operands: string[], result: string]>([
    ["f64_mulAdd", ["f64", "f64", "f64"], "f64"],
    ["bf16_lt_quiet", ["bf16", "bf16"], "bool"],
    ["f32_to_ui64", ["f32"], "ui64"],
    ["i64_to_e4m3fn", ["i64"], "e4m3fn"],
    ["e5m2_roundToInt", ["e5m2"], "e5m2"],
  ])("%s takes %j and gives %s", (name, operands, result) => {
    const found = functionNamed(name);
    expect(found.operands.map((type) => type.name)).toEqual(operands);
    expect(found.result.name).toBe(result);
  });
});

describe("parseTestFloatLine and formatTestFloatLine", () => {
  test.each<[name: string, line: string, operands: unknown[], result: unknown, flags: number]>([
    ["f16_add", "83FF 4001 4000 01", [0x83ff, 0x4001], 0x4000, 1],
    [
      "f64_sub",
      "3FF0000000000000 8000000000000001 3FF0000000000000 01",
      [0x3ff0000000000000n, 0x8000000000000001n],
      0x3ff0000000000000n,
      1,
    ],
    ["f16_to_i32", "C500 FFFFFFFB 00", [0xc500], -5, 0],
    ["f16_to_ui32", "C500 FFFFFFFF 10", [0xc500], 4294967295, 16],
    ["i64_to_f32", "FFFFFFFFFFFFFFFE C0000000 00", [-2n], 0xc0000000, 0],
    ["ui64_to_f16", "FFFFFFFFFFFFFFFE 7C00 05", [0xfffffffffffffffen], 0x7c00, 5],
    ["f32_le", "00000000 80000000 1 00", [0, 0x80000000], 1, 0],
    ["e3m2fn_mul", "1F 3F 3F 05", [0x1f, 0x3f], 0x3f, 5],
    ["tf32_div", "3FC00 00000 3FC00 1F", [0x3fc00, 0], 0x3fc00, 31],
    ["e2m1fn_sqrt", "2 2 00", [2], 2, 0],
  ])("%s: %s", (name, line, operands, result, flags) => {
    const found = functionNamed(name);
    const parsed = parseTestFloatLine(found, line);
    expect(parsed.operands).toEqual(operands);
    expect(parsed.result).toBe(result);
    expect(flagBits(parsed.flags)).toBe(flags);
    expect(formatTestFloatLine(found, parsed)).toBe(line);
    expect(parseTestFloatLine(found, line.toLowerCase())).toEqual(parsed);
  });

  test.each<[line: string, message: string]>([
    ["", 'f16_add: 4 words on a line expected, got ""'],
    ["3C00 3C00 4000", 'f16_add: 4 words on a line expected, got "3C00 3C00 4000"'],
    ["3C00 3C00 4000 00 ", 'f16_add: 4 words on a line expected, got "3C00 3C00 4000 00 "'],
    ["3C00 3C0 4000 00", 'f16_add: a word of 16 bits for f16 expected, got "3C0"'],
    ["3C00 3C00 04000 00", 'f16_add: a word of 16 bits for f16 expected, got "04000"'],
    ["3C00 3C0G 4000 00", 'f16_add: a word of 16 bits for f16 expected, got "3C0G"'],
    ["3C00 0x3C 4000 00", 'f16_add: a word of 16 bits for f16 expected, got "0x3C"'],
    ["3C00 3C00 4000 0", 'f16_add: flags from 00 to 1F expected, got "0"'],
    ["3C00 3C00 4000 20", 'f16_add: flags from 00 to 1F expected, got "20"'],
  ])("%j is no line of f16_add", (line, message) => {
    expect(() => parseTestFloatLine(f16Add, line)).toThrow(new RangeError(message));
  });

  test.each([
    ["e3m2fn_sqrt", "40 00 00"],
    ["tf32_sqrt", "80000 00000 00"],
    ["f32_eq", "00000000 00000000 2 00"],
    ["e2m1fn_sqrt", "02 02 00"],
  ])("digits fit and bits do not: %s %s", (name, line) => {
    expect(() => parseTestFloatLine(functionNamed(name), line)).toThrow(RangeError);
  });
});

describe("checkTestFloatLine(function, line, options)", () => {
  test.each<[name: string, line: string, options: object, answer: string | undefined]>([
    ["f16_add", "3C00 3C00 4000 00", {}, undefined],
    ["f16_add", "3C00 3C00 4001 00", {}, "3C00 3C00 4000 00"],
    ["f16_add", "3C00 3C00 4000 01", {}, "3C00 3C00 4000 00"],
    ["f16_add", "3C00 1000 3C00 01", {}, undefined],
    ["f16_add", "3C00 1000 3C01 01", { rounding: "roundTowardPositive" }, undefined],
    ["f16_add", "3C00 1000 3C00 01", { rounding: "roundTowardPositive" }, "3C00 1000 3C01 01"],
    ["f16_add", "7C00 FC00 FE00 10", {}, undefined],
    ["f16_add", "7C00 FC00 7C01 10", {}, undefined],
    ["f16_add", "7C00 FC00 FE00 00", {}, "7C00 FC00 7E00 10"],
    ["f16_add", "7C00 FC00 7C00 10", {}, "7C00 FC00 7E00 10"],
    ["f16_mul", "0401 3BFE 0400 01", {}, undefined],
    ["f16_mul", "0401 3BFE 0400 01", { tininess: "beforeRounding" }, "0401 3BFE 0400 03"],
    ["f16_to_i32", "7E00 80000000 10", {}, undefined],
    ["f16_to_i32", "7E00 80000000 10", { invalid: "x86" }, undefined],
    ["f16_to_i32", "7E00 80000000 10", { invalid: "riscv" }, "7E00 7FFFFFFF 10"],
    ["f16_to_i32", "7E00 80000000 00", {}, "7E00 00000000 10"],
    ["f16_to_i32", "3E00 00000002 01", {}, undefined],
    ["f16_to_i32", "3E00 00000002 00", { exact: false }, undefined],
    ["f16_roundToInt", "3E00 4000 01", { exact: false }, "3E00 4000 00"],
    ["e4m3fn_add", "7E 7E 7F 05", {}, undefined],
    ["e4m3fn_add", "7E 7E 7E 05", { saturate: true }, undefined],
    ["f16_lt", "3C00 4000 1 00", {}, undefined],
    ["f16_lt", "3C00 4000 0 00", {}, "3C00 4000 1 00"],
  ])("%s %s %o -> %s", (name, line, options, answer) => {
    expect(checkTestFloatLine(functionNamed(name), line, options)).toBe(answer);
  });
});

describe("testFloatLines(function, options)", () => {
  it("writes lines of every function that agree when they are read", () => {
    for (const name of names) {
      const found = functionNamed(name);
      const options = { rounding: "roundToOdd", tininess: "beforeRounding", invalid: "riscv" } as const;
      for (const line of testFloatLines(found, { ...options, count: 60, seed: 754 })) {
        expect(checkTestFloatLine(found, line, options), `${name}: ${line}`).toBeUndefined();
      }
    }
  });

  it("covers all pairs of an 8-bit format, each once", () => {
    const lines = [...testFloatLines(functionNamed("e4m3fn_add"))];
    expect(new Set(lines).size).toBe(65536);
    expect(lines).toHaveLength(65536);
  });

  it("repeats itself for the same seed only", () => {
    const take = (seed: number) => [...testFloatLines(f16Add, { count: 200, seed })];
    expect(take(1)).toEqual(take(1));
    expect(take(2)).not.toEqual(take(1));
    expect(take(2 ** 40)).not.toEqual(take(0));
  });

  it("spreads any beginning over the combinations, and visits each of them once by default", () => {
    const [operand] = f16Add.operands;
    const words = [...testFloatOperands([operand!, operand!])].filter((_, i) => i % 2 === 0).map(String);
    expect(new Set(words).size).toBe(words.length);
    const beginning = words.slice(0, 1000).map((pair) => pair.split(",").map(Number));
    for (const place of [0, 1]) {
      const codes = beginning.map((pair) => pair[place]!);
      expect(new Set(codes.map((code) => code >> 10)).size).toBeGreaterThan(25); // signs and exponents
      expect(codes.some((code) => isNaNCode(FP16, code))).toBe(true);
      expect(codes).toEqual(expect.arrayContaining([FP16.infinity, 0x8000, 0x0001, FP16.maxFinite]));
    }
  });

  it("has ties, overflow, underflow, division by zero and invalid operations among its cases", () => {
    const seen = new Set<number>();
    for (const name of ["f16_div", "f16_mul"]) {
      const found = functionNamed(name);
      for (const line of testFloatLines(found, { count: 20_000 })) {
        seen.add(flagBits(parseTestFloatLine(found, line).flags));
      }
    }
    expect([...seen].sort((a, b) => a - b)).toEqual([0, 1, 3, 5, 8, 16]);
  });

  it("has more boundaries at level 2, and operands of every type", () => {
    for (const type of testFloatTypes.values()) {
      const counts = ([1, 2] as const).map((level) => {
        const words = [...testFloatOperands([type], { level })].map((operands) => testFloatWords([type], operands));
        expect(words.every((word) => word.length === Math.ceil(type.bits / 4))).toBe(true);
        return words.length;
      });
      if (type.bits > 8) expect(counts[1]).toBeGreaterThan(counts[0]!);
      else expect(counts).toEqual([2 ** type.bits, 2 ** type.bits]);
    }
  });

  it("goes on without end", () => {
    let last = "";
    let count = 0;
    for (const line of testFloatLines(functionNamed("e2m1fn_sqrt"), { count: Number.POSITIVE_INFINITY })) {
      last = line;
      if (++count === 1000) break;
    }
    expect(last).toMatch(/^[0-9A-F] [0-9A-F] [01][0-9A-F]$/);
  });

  test.each<[selection: object, message: string]>([
    [{ level: 3 }, "testFloatOperands: level 1 or 2 expected, got 3"],
    [{ count: -1 }, "testFloatOperands: count as a non-negative integer or Infinity expected, got -1"],
    [{ count: 0.5 }, "testFloatOperands: count as a non-negative integer or Infinity expected, got 0.5"],
    [{ seed: -1 }, "testFloatOperands: seed from 0 to 2^53 − 1 expected, got -1"],
  ])("%o is an error", (selection, message) => {
    expect(() => testFloatLines(f16Add, selection).next()).toThrow(new RangeError(message));
  });
});

test("a function computes with its flags", () => {
  const flags = createFlags();
  expect(functionNamed("e4m3fn_div").compute([0x38, 0x00], { flags })).toBe(E4M3FN.canonicalNaN);
  expect(flagBits(flags)).toBe(8);
});
