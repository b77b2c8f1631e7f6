import { decode, encode, FP32, nextUp } from "@binade/softfloat";
import { describe, expect, it, test } from "vitest";
import type { ConformanceCase } from "../src/cases/conformanceCase.ts";
import { acceptance, isAccepted } from "../src/intervals/acceptance.ts";
import { isCorrectlyRounded } from "../src/judge/correctlyRounded.ts";
import { binaryCall, castCall, dotCall, unaryCall } from "../src/probes/probeCalls.ts";

const f32 = (x: number): string => encode(FP32, x).toString(16).padStart(8, "0");
const accepts = (testCase: ConformanceCase, value: number): boolean | undefined =>
  isAccepted(testCase, 0, 0, encode(FP32, value));
const isRounded = (testCase: ConformanceCase, words: number[]): boolean =>
  isCorrectlyRounded({
    testCase: {
      ...testCase,
      op: testCase.params && "op" in testCase.params ? String(testCase.params.op) : testCase.op,
    },
    run: { outputs: [words], overrun: undefined },
  });

describe("acceptance(case, output, index)", () => {
  it("takes either neighbour of a sum, and nothing beyond", () => {
    const testCase = binaryCall("add", "f32", "3f800000", "33000000"); // 1 + 2^-25
    expect([1, 1 + 2 ** -23, 1 + 2 ** -22, 1 - 2 ** -24].map((y) => accepts(testCase, y))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it("takes only the number where a result is exact", () => {
    const testCase = binaryCall("mul", "f32", "40400000", "40a00000");
    const fifteen = encode(FP32, 15);
    expect([fifteen, nextUp(FP32, fifteen)].map((word) => isAccepted(testCase, 0, 0, word))).toEqual([true, true]); // the product is enclosed in binary64
    expect(accepts(testCase, 15.00001)).toBe(false);
  });

  it("takes zero for subnormal operands and results", () => {
    expect(accepts(binaryCall("sub", "f32", "00800001", "00800000"), 0)).toBe(true);
    expect(accepts(binaryCall("mul", "f32", "00000001", "4b800000"), 0)).toBe(true);
    expect(accepts(binaryCall("sub", "f32", "00800009", "00800000"), 2 ** -140)).toBe(false);
  });

  test.each<[testCase: ConformanceCase, exact: number, inside: number, outside: number]>([
    [binaryCall("div", "f32", f32(5), f32(3)), 5 / 3, 2, 6],
    [unaryCall("exp", "f32", f32(1)), Math.exp(1), 4, 12],
    [unaryCall("log", "f32", f32(10)), Math.log(10), 2, 10],
    [unaryCall("sqrt", "f32", f32(2)), Math.SQRT2, 2, 12],
    [unaryCall("rsqrt", "f32", f32(3)), 1 / Math.sqrt(3), 1, 5],
  ])("%#: takes so many ulps and no more", (testCase, exact, inside, outside) => {
    const unit = 2 ** (Math.floor(Math.log2(exact)) - 23);
    for (const side of [1, -1]) {
      expect(accepts(testCase, Math.fround(exact) + side * inside * unit)).toBe(true);
      expect(accepts(testCase, Math.fround(exact) + side * outside * unit)).toBe(false);
    }
  });

  it("takes an absolute error for sin and tanh", () => {
    const sine = unaryCall("sin", "f32", f32(1));
    expect([2 ** -12, -(2 ** -12), 2 ** -10].map((error) => accepts(sine, Math.sin(1) + error))).toEqual([
      true,
      true,
      false,
    ]);
    const hyperbolic = unaryCall("tanh", "f32", f32(0.5));
    expect([9e-6, 4e-5].map((error) => accepts(hyperbolic, Math.tanh(0.5) + error))).toEqual([true, false]);
  });

  it("takes any order of a product's sum, and not another sum", () => {
    const testCase = dotCall(
      "f32",
      [[{ at: 0, times: 30, a: 1, b: 0.1 }]].map((row) => row.map((term) => ({ ...term, b: Math.fround(0.1) }))),
    );
    expect([3, 3.000001, 3.1].map((y) => accepts(testCase, y))).toEqual([true, true, false]);
  });

  it("takes anything where WGSL makes no promise, and knows nothing of what it has not", () => {
    expect(acceptance(binaryCall("add", "f32", "7f7fffff", "7f7fffff"), 0, 0)).toBe("anything");
    expect(acceptance(unaryCall("sin", "f32", f32(100)), 0, 0)).toBe("anything");
    expect(acceptance(unaryCall("log", "f32", f32(-1)), 0, 0)).toBe("anything");
    expect(acceptance(unaryCall("erf", "f32", f32(1)), 0, 0)).toBe("unknown");
    expect(acceptance(castCall("f32", "i32", f32(1)), 0, 0)).toBe("unknown");
  });
});

describe("isCorrectlyRounded(observation)", () => {
  // 2^24 + 1 + 1 is 2^24 + 2 exactly, and 2^24 when every addition is rounded
  const sums = dotCall("f32", [
    [
      { at: 0, a: 2 ** 24, b: 1 },
      { at: 1, times: 2, a: 1, b: 1 },
    ],
  ]);
  it("tells an exact sum that is rounded once", () => {
    expect(decode(FP32, 0x4b800001)).toBe(2 ** 24 + 2);
    expect(isRounded(sums, [0x4b800001])).toBe(true);
    expect(isRounded(sums, [0x4b800000])).toBe(false);
  });

  it("knows the real value of functions, and takes the contract where that is rounded once", () => {
    expect(isRounded(binaryCall("div", "f32", f32(5), f32(3)), [0x3fd55555])).toBe(true);
    expect(isRounded(binaryCall("div", "f32", f32(5), f32(3)), [0x3fd55556])).toBe(false);
    expect(isRounded(unaryCall("exp", "f32", f32(1)), [0x402df854])).toBe(true); // e = 2.718281828…
    expect(isRounded(unaryCall("exp", "f32", f32(1)), [0x402df855])).toBe(false);
    expect(isRounded(unaryCall("tanh", "bf16", "3f80"), [0x3f43])).toBe(true); // tanh 1 = 0.76159…
    expect(isRounded(unaryCall("tanh", "bf16", "3f80"), [0x3f42])).toBe(false);
  });

  it("divides an exact sum, and rounds once", () => {
    const mean: ConformanceCase<"reduce"> = {
      id: "cancelling",
      kernel: "reduce",
      op: "mean",
      dtype: "f32",
      set: "cancellation",
      params: { op: "mean", axes: [0] },
      outputs: [{ dtype: "f32", shape: [], words: [0] }],
      inputs: [{ dtype: "f32", shape: [3], words: [0x4b800000, 0x3f800000, 0xcb800000] }], // 2^24, 1, −2^24
    };
    expect(isRounded(mean, [0x3eaaaaab])).toBe(true); // 1/3
    expect(isRounded(mean, [0x3eaaaaaa])).toBe(false);
  });

  it("claims nothing where the real value is not computed", () => {
    expect(isRounded(binaryCall("pow", "f32", f32(2), f32(2)), [0x40800000])).toBe(false);
  });
});
