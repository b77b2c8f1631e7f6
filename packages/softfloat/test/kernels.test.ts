import { describe, expect, it, test } from "vitest";
import {
  add,
  BF16,
  bf16Eq,
  bf16Le,
  bf16Lt,
  bf16Rem,
  bf16RoundToInt,
  bf16ToF64,
  bf16ToI32,
  bf16ToUi32,
  convert,
  decode,
  div,
  encode,
  eq,
  type Format,
  FP16,
  FP32,
  f16Eq,
  f16Le,
  f16Lt,
  f16Rem,
  f16RoundToInt,
  f16ToF64,
  f16ToI32,
  f16ToUi32,
  f32Add,
  f32Div,
  f32Eq,
  f32Le,
  f32Lt,
  f32Mul,
  f32MulAdd,
  f32Rem,
  f32RoundToInt,
  f32Sqrt,
  f32Sub,
  f32ToF64,
  f32ToI32,
  f32ToTf32,
  f32ToUi32,
  f64ToF32,
  fma,
  fromInt,
  i32ToBf16,
  i32ToF16,
  i32ToF32,
  le,
  lt,
  mul,
  type RoundingOptions,
  remainder,
  roundToIntegral,
  sqrt,
  sub,
  TF32,
  type Tf32Rounding,
  tf32ToF32,
  toInt,
  ui32ToBf16,
  ui32ToF16,
  ui32ToF32,
} from "../src/index.ts";
import { createRandom, Failures, hex, neighbour, seed } from "./support.ts";

type Unary = (a: number) => number;
type Binary = (a: number, b: number) => number | boolean;

/** Every code of 16 bits; of binary32 every high half with low halves around ties. */
function* codesOf({ bits }: Format): Generator<number> {
  const lowHalves = [0x0000, 0x0001, 0x0fff, 0x1000, 0x1001, 0x7fff, 0x8000, 0x8001, 0xffff];
  for (let high = 0; high < 2 ** 16; high += bits === 16 ? 1 : 5) {
    if (bits === 16) yield high;
    else for (const low of lowHalves) yield high * 2 ** 16 + low;
  }
}

describe("unary functions agree with their spec twins on every code, binary32 on a dense sample", () => {
  test.each<[name: string, format: Format, fast: Unary, spec: Unary]>([
    ["f16ToF64", FP16, f16ToF64, (a) => decode(FP16, a)],
    ["bf16ToF64", BF16, bf16ToF64, (a) => decode(BF16, a)],
    ["f32ToF64", FP32, f32ToF64, (a) => decode(FP32, a)],
    ["f16RoundToInt", FP16, f16RoundToInt, (a) => roundToIntegral(FP16, a)],
    ["bf16RoundToInt", BF16, bf16RoundToInt, (a) => roundToIntegral(BF16, a)],
    ["f32RoundToInt", FP32, f32RoundToInt, (a) => roundToIntegral(FP32, a)],
    ["f16ToI32", FP16, f16ToI32, (a) => toInt(FP16, a)],
    ["f16ToUi32", FP16, f16ToUi32, (a) => toInt(FP16, a, { signed: false })],
    ["bf16ToI32", BF16, bf16ToI32, (a) => toInt(BF16, a)],
    ["bf16ToUi32", BF16, bf16ToUi32, (a) => toInt(BF16, a, { signed: false })],
    ["f32ToI32", FP32, f32ToI32, (a) => toInt(FP32, a)],
    ["f32ToUi32", FP32, f32ToUi32, (a) => toInt(FP32, a, { signed: false })],
    ["f32Sqrt", FP32, f32Sqrt, (a) => sqrt(FP32, a)],
  ])("%s", (_name, format, fast, spec) => {
    const failures = new Failures();
    for (const code of codesOf(format)) failures.check(Object.is(fast(code), spec(code)), () => hex(code));
    expect(failures.first).toEqual([]);
  });

  test.each<[rounding: Tf32Rounding | undefined]>([
    [undefined],
    ["roundTiesToEven"],
    ["roundTiesToAway"],
    ["roundTowardZero"],
  ])("f32ToTf32, %s, also of signed words", (rounding) => {
    const failures = new Failures();
    const options: RoundingOptions = { rounding };
    for (const word of codesOf(FP32)) {
      const expected = convert(FP32, TF32, word, options);
      failures.check(f32ToTf32(word, rounding) === expected, () => hex(word));
      failures.check(f32ToTf32(word | 0, rounding) === expected, () => `${word | 0}`);
    }
    expect(failures.first).toEqual([]);
  });

  test("tf32ToF32 on every code, back too", () => {
    const failures = new Failures();
    for (let code = 0; code < 2 ** 19; code++) {
      const word = tf32ToF32(code);
      failures.check(word === convert(TF32, FP32, code), () => hex(code));
      failures.check(word === FP32.canonicalNaN || f32ToTf32(word) === code, () => `${hex(code)} back`);
    }
    expect(failures.first).toEqual([]);
  });
});

const pairs = 40_000;

describe(`binary functions agree with their spec twins on ${pairs} pairs, seed ${seed}`, () => {
  const formats = { f16: FP16, bf16: BF16, f32: FP32 };
  test.each<
    [type: keyof typeof formats, name: string, fast: Binary, spec: (f: Format, a: number, b: number) => unknown]
  >([
    ["f16", "Rem", f16Rem, remainder],
    ["bf16", "Rem", bf16Rem, remainder],
    ["f32", "Rem", f32Rem, remainder],
    ["f16", "Eq", f16Eq, eq],
    ["f16", "Lt", f16Lt, lt],
    ["f16", "Le", f16Le, le],
    ["bf16", "Eq", bf16Eq, eq],
    ["bf16", "Lt", bf16Lt, lt],
    ["bf16", "Le", bf16Le, le],
    ["f32", "Eq", f32Eq, eq],
    ["f32", "Lt", f32Lt, lt],
    ["f32", "Le", f32Le, le],
    ["f32", "Add", f32Add, add],
    ["f32", "Sub", f32Sub, sub],
    ["f32", "Mul", f32Mul, mul],
    ["f32", "Div", f32Div, div],
  ])("%s%s", (type, _name, fast, spec) => {
    const format = formats[type];
    const random = createRandom(seed);
    const failures = new Failures();
    for (let i = 0; i < pairs; i++) {
      const a = someCode(format, 0, random);
      const b = someCode(format, a, random);
      failures.check(fast(a, b) === spec(format, a, b), () => `${hex(a)} ${hex(b)}`);
    }
    expect(failures.first).toEqual([]);
  });
});

describe(`f32MulAdd agrees with fma, seed ${seed}`, () => {
  const agree = (failures: Failures, [a, b, c]: readonly [number, number, number]): void => {
    failures.check(f32MulAdd(a, b, c) === fma(FP32, a, b, c), () => [a, b, c].map(hex).join(" "));
  };

  test("on any triples, with addends near the product and near its last place", () => {
    const random = createRandom(seed);
    const failures = new Failures();
    for (let i = 0; i < 100_000; i++) {
      const a = someCode(FP32, 0, random);
      const b = someCode(FP32, a, random);
      const product = mul(FP32, a, b);
      const belowLast = Math.max((product & 0x7f800000) - (23 + (random() % 5)) * 0x800000, 0);
      const c = [someCode(FP32, product, random), belowLast + (random() % 4), random()][i % 3]!;
      agree(failures, [a, b, c]);
      agree(failures, [a, b, (c ^ 0x80000000) >>> 0]);
    }
    expect(failures.first).toEqual([]);
  });

  test("where the product is a tie and the addend a trace, of every exponent and sign", () => {
    const failures = new Failures();
    const one = 0x3f800000;
    for (const trailing of [1, 3, 5, 0x155555, 0x2aaaab, 0x400001, 0x7fffff]) {
      for (let biasedExponent = 0; biasedExponent < 255; biasedExponent++) {
        const c = biasedExponent * 0x800000 + trailing;
        // 1.5 · (1 + odd · 2^-23) has 25 digits, the last one set
        for (const sign of [0, 0x80000000]) agree(failures, [one + 0x400000, one + trailing, c + sign]);
      }
    }
    expect(failures.first).toEqual([]);
  });

  test("at both ends of the range, where the product leaves it and the sum comes back", () => {
    const failures = new Failures();
    const random = createRandom(seed);
    for (let i = 0; i < 20_000; i++) {
      const big = 0x7f000000 + (random() % 0x800000);
      const scale = 0x3f800000 + (random() % 0x1000000);
      const sum = 0xff000000 + (random() % 0x800000);
      agree(failures, [big, scale, sum]);
      const small = random() % 0x2000000;
      agree(failures, [0x20000000 + (random() % 0x800000), small, (random() % 0x1000000) + (i % 2) * 0x80000000]);
    }
    expect(failures.first).toEqual([]);
  });
});

describe(`f64ToF32 agrees with encode(FP32, x), seed ${seed}`, () => {
  it("on every kind of number and beside every kind of midpoint", () => {
    const random = createRandom(seed);
    const failures = new Failures();
    const check = (x: number): void => failures.check(f64ToF32(x) === encode(FP32, x), () => `${x}`);
    for (const x of [0, -0, Number.NaN, 1e300, -1e300, 5e-324, 2 ** -150, -(2 ** -150), 2 ** -149]) check(x);
    check(Number.POSITIVE_INFINITY);
    check(Number.NEGATIVE_INFINITY);
    for (let i = 0; i < 30_000; i++) {
      const word = random() % 0x7f800000;
      const middle = (decode(FP32, word) + decode(FP32, Math.min(word + 1, 0x7f7fffff))) / 2;
      for (const x of [middle, neighbour(middle || 1, 1), neighbour(middle || 1, -1)]) check(i % 2 === 0 ? x : -x);
    }
    expect(failures.first).toEqual([]);
  });
});

describe(`conversions from integers agree with fromInt, seed ${seed}`, () => {
  test.each<[name: string, fast: Unary, format: Format, isSigned: boolean]>([
    ["i32ToF16", i32ToF16, FP16, true],
    ["ui32ToF16", ui32ToF16, FP16, false],
    ["i32ToBf16", i32ToBf16, BF16, true],
    ["ui32ToBf16", ui32ToBf16, BF16, false],
    ["i32ToF32", i32ToF32, FP32, true],
    ["ui32ToF32", ui32ToF32, FP32, false],
  ])("%s", (_name, fast, format, isSigned) => {
    const random = createRandom(seed);
    const failures = new Failures();
    const check = (word: number): void => {
      const integer = isSigned ? word | 0 : word >>> 0;
      failures.check(fast(integer) === fromInt(format, integer), () => `${integer}`);
    };
    for (let i = -70_000; i < 70_000; i++) check(i);
    for (let i = 0; i < 30_000; i++) check(random() >>> (random() % 32));
    for (let i = 0; i < 32; i++) for (const offset of [-1, 0, 1]) check(2 ** i + offset);
    check(-0);
    expect(fast(-0)).toBe(0);
    expect(failures.first).toEqual([]);
  });
});

/** Any code, one a few binades from another, or a special one; unsigned. */
function someCode(format: Format, like: number, random: () => number): number {
  const word = random();
  const implicitBit = 2 ** (format.precision - 1);
  const codes = 2 ** format.bits;
  if (word % 16 === 0)
    return [0, 1, implicitBit, format.maxFinite, format.infinity!, 2 * format.signBit - 1][(word >>> 8) % 6]!;
  if (word % 2 === 0) return random() % codes;
  const moved = like + ((word >>> 4) % 9) * implicitBit - 4 * implicitBit + ((word >>> 8) % 17) - 8;
  const signed = moved + ((word >>> 16) % 2) * format.signBit;
  return ((signed % codes) + codes) % codes;
}
