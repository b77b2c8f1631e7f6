import { describe, expect, it, test } from "vitest";
import {
  add,
  BF16,
  bf16Add,
  bf16Div,
  bf16Mul,
  bf16MulAdd,
  bf16Sqrt,
  bf16Sub,
  bf16ToF32,
  convert,
  div,
  encode,
  type Format,
  FP16,
  FP32,
  f16Add,
  f16Div,
  f16Mul,
  f16MulAdd,
  f16Sqrt,
  f16Sub,
  f16ToF32,
  f32ToBf16,
  f32ToF16,
  f64ToBf16,
  f64ToF16,
  fma,
  mul,
  sqrt,
  sub,
} from "../src/index.ts";
import { createRandom, Failures, hex, seed } from "./support.ts";

type Binary = (a: number, b: number) => number;
type Generic = (format: Format, a: number, b: number) => number;
const pairs = 2 ** 17;
const triples = 2 ** 17;

describe("unary functions agree with their spec twins on every code", () => {
  test.each<[name: string, fast: (code: number) => number, spec: (code: number) => number]>([
    ["f16ToF32", f16ToF32, (code) => convert(FP16, FP32, code)],
    ["bf16ToF32", bf16ToF32, (code) => convert(BF16, FP32, code)],
    ["f16Sqrt", f16Sqrt, (code) => sqrt(FP16, code)],
    ["bf16Sqrt", bf16Sqrt, (code) => sqrt(BF16, code)],
  ])("%s", (_name, fast, spec) => {
    const failures = new Failures();
    for (let code = 0; code < 2 ** 16; code++) failures.check(fast(code) === spec(code), () => hex(code));
    expect(failures.first).toEqual([]);
  });
});

describe("conversions from binary32 agree with convert for every high word and nine low words", () => {
  // ties of BF16 (0x8000) and of FP16 (0x1000), a unit off each, nothing, all ones
  const lowWords = [0x0000, 0x0001, 0x0fff, 0x1000, 0x1001, 0x7fff, 0x8000, 0x8001, 0xffff];
  test.each<[name: string, fast: (word: number) => number, to: Format]>([
    ["f32ToF16", f32ToF16, FP16],
    ["f32ToBf16", f32ToBf16, BF16],
  ])("%s", (_name, fast, to) => {
    const failures = new Failures();
    for (let high = 0; high < 2 ** 16; high++) {
      for (const low of lowWords) {
        const word = high * 2 ** 16 + low;
        const expected = convert(FP32, to, word);
        failures.check(fast(word) === expected && fast(word | 0) === expected, () => hex(word));
      }
    }
    expect(failures.first).toEqual([]);
  });
});

describe(`binary operations agree with their spec twins on ${pairs} pairs, seed ${seed}`, () => {
  test.each<[name: string, fast: Binary, format: Format, spec: Generic]>([
    ["f16Add", f16Add, FP16, add],
    ["f16Sub", f16Sub, FP16, sub],
    ["f16Mul", f16Mul, FP16, mul],
    ["f16Div", f16Div, FP16, div],
    ["bf16Add", bf16Add, BF16, add],
    ["bf16Sub", bf16Sub, BF16, sub],
    ["bf16Mul", bf16Mul, BF16, mul],
    ["bf16Div", bf16Div, BF16, div],
  ])("%s", (_name, fast, format, spec) => {
    const random = createRandom(seed);
    const failures = new Failures();
    for (let i = 0; i < pairs; i++) {
      const word = random();
      const a = word >>> 16;
      const b = i % 2 === 0 ? word & 0xffff : near(format, a, random());
      failures.check(fast(a, b) === spec(format, a, b), () => `${hex(a)} ${hex(b)}`);
    }
    expect(failures.first).toEqual([]);
  });
});

describe(`fused multiply-adds agree with fma on ${triples} triples, seed ${seed}`, () => {
  test.each<[name: string, fast: (a: number, b: number, c: number) => number, format: Format]>([
    ["f16MulAdd", f16MulAdd, FP16],
    ["bf16MulAdd", bf16MulAdd, BF16],
  ])("%s", (_name, fast, format) => {
    const random = createRandom(seed);
    const failures = new Failures();
    for (let i = 0; i < triples; i++) {
      const word = random();
      const a = word >>> 16;
      const b = i % 4 === 3 ? near(format, a, random()) : word & 0xffff;
      const c = i % 2 === 0 ? random() & 0xffff : near(format, mul(format, a, b), random());
      failures.check(fast(a, b, c) === fma(format, a, b, c), () => `${[a, b, c].map(hex)}`);
    }
    expect(failures.first).toEqual([]);
  });

  test.each<[name: string, fast: (a: number, b: number, c: number) => number, format: Format]>([
    ["f16MulAdd", f16MulAdd, FP16],
    ["bf16MulAdd", bf16MulAdd, BF16],
  ])("%s where the product is a tie and the addend a trace, of every exponent and sign", (_name, fast, format) => {
    const failures = new Failures();
    const implicitBit = 2 ** (format.precision - 1);
    const one = format.bias * implicitBit;
    for (let trailing = 1; trailing < implicitBit; trailing += 2) {
      // 1.5 · (1 + odd · 2^(1 − p)) has p + 1 digits, the last one set: a tie
      for (let biasedExponent = 0; biasedExponent < 2 ** format.exponentBits - 1; biasedExponent++) {
        const a = one + implicitBit / 2;
        const b = one + trailing;
        const c = biasedExponent * implicitBit + (trailing % 5);
        for (const addend of [c, c + format.signBit]) {
          failures.check(fast(a, b, addend) === fma(format, a, b, addend), () => `${[a, b, addend].map(hex)}`);
        }
      }
    }
    expect(failures.first).toEqual([]);
  });
});

describe("known traps", () => {
  it("f32ToBf16 sets NaN apart before the rounding carry can reach the sign", () => {
    expect(f32ToBf16(0x7fffffff)).toBe(0x7fc0); // not 0x8000, −0
    expect(f32ToBf16(0x7f800001)).toBe(0x7fc0); // not 0x7f80, +∞
    expect(f32ToBf16(0xffffffff)).toBe(0x7fc0);
  });

  it("f64ToF16, f64ToBf16 and encode do not round twice through binary32", () => {
    expect(f64ToF16(1 + 2 ** -11 + 2 ** -40)).toBe(0x3c01);
    expect(encode(FP16, 1 + 2 ** -11 + 2 ** -40)).toBe(0x3c01);
    expect(f64ToBf16(1 + 2 ** -8 + 2 ** -40)).toBe(0x3f81);
    expect(encode(BF16, 1 + 2 ** -8 + 2 ** -40)).toBe(0x3f81);
  });

  it("bf16MulAdd sees the side of a tie that binary64 drops", () => {
    const trace = encode(BF16, -(2 ** -100));
    expect(bf16MulAdd(0x3fc0, 0x3f81, trace)).toBe(0x3fc1);
    expect(fma(BF16, 0x3fc0, 0x3f81, trace)).toBe(0x3fc1);
  });

  it("f64ToF16 and f64ToBf16 keep the sign of zeros, infinities and underflows, and none of NaN", () => {
    for (const [fast, format] of [
      [f64ToF16, FP16],
      [f64ToBf16, BF16],
    ] as const) {
      for (const x of [
        0,
        -0,
        -1e-300,
        5e-324,
        -1e300,
        Number.POSITIVE_INFINITY,
        Number.NEGATIVE_INFINITY,
        Number.NaN,
        -Number.NaN,
      ]) {
        expect(fast(x)).toBe(encode(format, x));
      }
    }
  });
});

/** A code within a few binades and digits of another: cancellation and alignment. */
function near(format: Format, code: number, word: number): number {
  const implicitBit = 2 ** (format.precision - 1);
  const moved = code + ((word % 9) - 4) * implicitBit + ((word >>> 8) % 17) - 8 + ((word >>> 16) % 2) * format.signBit;
  return moved & 0xffff;
}
