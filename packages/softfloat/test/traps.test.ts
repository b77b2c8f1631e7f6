/** One test for each mistake that other implementations have made, with the numbers where it shows. */
import { describe, expect, test } from "vitest";
import * as softfloat from "../src/index.ts";
import {
  add,
  BF16,
  convert,
  createFlags,
  decode,
  E2M1FN,
  E2M3FN,
  E3M2FN,
  E3M4,
  E4M3,
  E4M3B11FNUZ,
  E4M3FN,
  E4M3FNUZ,
  E5M2,
  E5M2FNUZ,
  E8M0FNU,
  encode,
  type Flags,
  type Format,
  FP16,
  FP32,
  FP64,
  f16MulAdd,
  f32ToBf16,
  f32ToTf32,
  f64ToBf16,
  f64ToF16,
  fma,
  type InvalidInteger,
  isNaN as isNaNCode,
  mul,
  type RoundingMode,
  round,
  TF32,
  tf32ToF32,
  toInt,
  ulp,
} from "../src/index.ts";

const inf = Number.POSITIVE_INFINITY;
const allModes: RoundingMode[] = [
  "roundTiesToEven",
  "roundTiesToAway",
  "roundTowardZero",
  "roundTowardPositive",
  "roundTowardNegative",
  "roundToOdd",
];

function raised(call: (flags: Flags) => unknown): string[] {
  const flags = createFlags();
  call(flags);
  return Object.keys(flags).filter((name) => flags[name as keyof Flags]);
}

describe("traps", () => {
  test("1: the BF16 bit trick carries a NaN into −0 or ∞; so does cutting the word", () => {
    for (const word of [0x7fffffff, 0x7f800001, 0xffffffff, 0xff800001]) {
      expect(f32ToBf16(word)).toBe(0x7fc0);
      for (const rounding of allModes) expect(convert(FP32, BF16, word, { rounding })).toBe(0x7fc0);
      expect(convert(FP32, BF16, word, { nan: "propagate" }) & 0x7fc0).toBe(0x7fc0);
    }
    expect(convert(FP32, BF16, 0xff800001, { nan: "propagate" })).toBe(0xffc0); // nothing is left of the payload
  });

  test("2: binary64 to a small format through binary32 rounds twice", () => {
    expect(encode(FP16, 1 + 2 ** -11 + 2 ** -40)).toBe(0x3c01);
    expect(f64ToF16(1 + 2 ** -11 + 2 ** -40)).toBe(0x3c01);
    expect(encode(FP16, Math.fround(1 + 2 ** -11 + 2 ** -40))).toBe(0x3c00);
    expect(encode(BF16, 1 + 2 ** -8 + 2 ** -40)).toBe(0x3f81);
    expect(f64ToBf16(1 + 2 ** -8 + 2 ** -40)).toBe(0x3f81);
    expect(encode(E4M3FN, 1 + 2 ** -4 + 2 ** -40)).toBe(0x39);
    expect(encode(E5M2, 1 + 2 ** -3 + 2 ** -40)).toBe(0x3d);
    // 1 + 2^-8 + 2^-60 · 2^7, which binary64 makes a tie
    expect(encode(BF16, 2n ** 60n + 2n ** 52n + 1n)).toBe(0x5d81);
    expect(encode(BF16, Number(2n ** 60n + 2n ** 52n + 1n))).toBe(0x5d80);
    const justAboveTie = "1.000488281250000000000000001"; // 1 + 2^-11 and a trace
    expect(encode(FP16, justAboveTie)).toBe(0x3c01);
    expect(encode(FP16, Number(justAboveTie))).toBe(0x3c00);
  });

  test("3: a fused multiply-add through binary64 loses the side of a tie in BF16 and TF32, and FP16's directed modes", () => {
    const trace = -(2 ** -100);
    expect(decode(BF16, fma(BF16, 0x3fc0, 0x3f81, encode(BF16, trace)))).toBe(1.5078125);
    expect(round(BF16, 1.5 * (1 + 2 ** -7) + trace)).toBe(1.515625);
    expect(decode(TF32, fma(TF32, encode(TF32, 1.5), encode(TF32, 1 + 2 ** -10), encode(TF32, trace)))).toBe(
      1.5009765625,
    );
    expect(round(TF32, 1.5 * (1 + 2 ** -10) + trace)).toBe(1.501953125);
    // 2^-24 · 2^-24 + 32768 is 32768 in binary64
    expect(fma(FP16, 0x0001, 0x0001, 0x7800)).toBe(0x7800);
    expect(f16MulAdd(0x0001, 0x0001, 0x7800)).toBe(0x7800);
    expect(fma(FP16, 0x0001, 0x0001, 0x7800, { rounding: "roundTowardPositive" })).toBe(0x7801);
    expect(fma(FP16, 0x0001, 0x8001, 0x7800, { rounding: "roundTowardZero" })).toBe(0x77ff);
  });

  test("4: a wide sum rounded again is right to nearest only, and its inexact flag is lost", () => {
    const [one, trace] = [0x3f80, encode(BF16, 2 ** -100)];
    expect(1 + 2 ** -100).toBe(1);
    expect(add(BF16, one, trace)).toBe(one);
    expect(add(BF16, one, trace, { rounding: "roundTowardPositive" })).toBe(0x3f81);
    expect(add(BF16, one, trace ^ 0x8000, { rounding: "roundTowardZero" })).toBe(0x3f7f);
    expect(raised((flags) => add(BF16, one, trace, { flags }))).toEqual(["inexact"]);
    // 2^-150 is 0 in binary32
    const tiny = encode(BF16, 2 ** -75);
    expect(raised((flags) => mul(BF16, tiny, tiny, { flags }))).toEqual(["underflow", "inexact"]);
  });

  test("5: floor(log2(x)) is the next exponent just under a power of two, and Math.round breaks ties upwards", () => {
    const below8 = 7.999999999999999;
    expect(Math.floor(Math.log2(below8))).toBe(3);
    expect(round(FP16, below8, { rounding: "roundTowardZero" })).toBe(7.99609375);
    expect(round(FP16, -below8, { rounding: "roundTowardPositive" })).toBe(-7.99609375);
    expect(ulp(FP16, below8)).toBe(2 ** -8);
    for (let k = -13; k <= 15; k++) {
      expect(round(FP16, 2 ** k * (1 - 2 ** -53), { rounding: "roundTowardZero" })).toBe(2 ** k * (1 - 2 ** -11));
    }
    expect([2049, 2051, -2049, -2051].map((x) => round(FP16, x))).toEqual([2048, 2052, -2048, -2052]);
    expect([2049, -2049].map((x) => round(FP16, x, { rounding: "roundTiesToAway" }))).toEqual([2050, -2050]);
  });

  test("6: TF32 is 19 bits at the top of a word, and 1024.5 becomes 1024 or 1025", () => {
    expect(round(TF32, 1024.5, { rounding: "roundTowardZero" })).toBe(1024);
    expect(round(TF32, 1024.5)).toBe(1024);
    expect(round(TF32, 1024.5, { rounding: "roundTiesToAway" })).toBe(1025);
    const word = 0x3f801fff; // 13 low bits that a register may hold
    expect(convert(FP32, TF32, word, { rounding: "roundTowardZero" })).toBe(word >>> 13);
    expect(f32ToTf32(word, "roundTowardZero")).toBe(word >>> 13);
    expect([convert(FP32, TF32, word), f32ToTf32(word)]).toEqual([(word >>> 13) + 1, (word >>> 13) + 1]);
    expect(f32ToTf32(0x7f800001)).toBe(TF32.canonicalNaN); // the upper bits are those of ∞
    expect([convert(TF32, FP32, 0x1fc01), tf32ToF32(0x1fc01)]).toEqual([0x1fc01 << 13, 0x1fc01 << 13]);
  });

  test("7: the tie above the largest finite number goes down in E4M3FN alone", () => {
    expect(encode(E4M3FN, 464)).toBe(0x7e);
    expect(raised((flags) => encode(E4M3FN, 464, { flags }))).toEqual(["inexact"]);
    expect([encode(E4M3FN, 465), encode(E4M3FN, -465)]).toEqual([0x7f, 0xff]);
    expect(encode(E4M3FN, 465, { saturate: true })).toBe(0x7e);
    const isNaNIn = (code: number): boolean => isNaNCode(E4M3FN, code);
    expect(Array.from({ length: 256 }, (_, code) => code).filter(isNaNIn)).toEqual([0x7f, 0xff]);
    expect(decode(E4M3FN, 0x78)).toBe(256); // where an IEEE format has ∞
    const ties: [format: Format, tie: number, got: number][] = [
      [FP16, 65520, inf],
      [E5M2, 61440, inf],
      [E4M3, 248, inf],
      [E3M4, 15.75, inf],
      [E4M3FNUZ, 248, Number.NaN],
      [E5M2FNUZ, 61440, Number.NaN],
      [E4M3B11FNUZ, 31, Number.NaN],
      [E3M2FN, 30, 28],
      [E2M3FN, 7.75, 7.5],
      [E2M1FN, 7, 6],
    ];
    for (const [format, tie, got] of ties) {
      expect(round(format, tie)).toBe(got);
      expect(raised((flags) => encode(format, tie, { flags }))).toEqual(["overflow", "inexact"]);
      expect(round(format, tie * (1 - 2 ** -52))).toBe(decode(format, format.maxFinite));
    }
  });

  test("8: fnuz formats have their NaN where −0 would be", () => {
    for (const format of [E4M3FNUZ, E5M2FNUZ, E4M3B11FNUZ]) {
      expect(encode(format, -0)).toBe(0x00);
      for (const rounding of allModes.filter((mode) => mode !== "roundToOdd" && mode !== "roundTowardNegative")) {
        expect(encode(format, -1e-30, { rounding })).toBe(0x00);
      }
      expect(encode(format, -1e-30, { flushOutputs: true })).toBe(0x00);
      expect(encode(format, -1e-30, { rounding: "roundTowardNegative" })).toBe(0x81);
      expect(mul(format, 0x81, 0x01)).toBe(0x00);
      expect(add(format, 0x01, 0x81, { rounding: "roundTowardNegative" })).toBe(0x00);
      expect([encode(format, Number.NaN), decode(format, 0x80)]).toEqual([0x80, Number.NaN]);
    }
    expect(decode(E4M3FNUZ, 0x7f)).toBe(240);
    expect(decode(E4M3FNUZ, 0x38) * 2).toBe(decode(E4M3FN, 0x38)); // the bias is one larger
    expect(decode(E5M2FNUZ, 0x38) * 2).toBe(decode(E5M2, 0x38));
  });

  test("9: infinities and NaN into formats without them, saturating and not", () => {
    const both = (format: Format, x: number, saturate: boolean): number[] => [
      encode(format, x, { saturate }),
      encode(format, -x, { saturate }),
    ];
    expect(both(E5M2, inf, false)).toEqual([0x7c, 0xfc]);
    expect(both(E5M2, inf, true)).toEqual([0x7b, 0xfb]);
    expect(both(E4M3FN, inf, false)).toEqual([0x7f, 0xff]);
    expect(both(E4M3FN, inf, true)).toEqual([0x7e, 0xfe]);
    expect(both(E4M3FNUZ, inf, false)).toEqual([0x80, 0x80]);
    expect(both(E4M3FNUZ, inf, true)).toEqual([0x7f, 0xff]);
    for (const format of [E3M2FN, E2M3FN, E2M1FN]) {
      for (const saturate of [false, true]) {
        expect(both(format, inf, saturate)).toEqual([format.maxFinite, format.maxFinite + format.signBit]);
      }
      expect(encode(format, Number.NaN)).toBe(format.maxFinite);
      expect(encode(format, Number.NaN, { nanSubstitute: "oppositeZero" })).toBe(format.signBit);
      expect(raised((flags) => encode(format, Number.NaN, { flags }))).toEqual(["invalid"]);
    }
    for (const format of [E5M2, E4M3FN]) {
      expect(isNaNCode(format, encode(format, Number.NaN, { saturate: true }))).toBe(true);
      expect(encode(format, 1e9, { rounding: "roundTowardZero" })).toBe(format.maxFinite);
    }
  });

  test("10: E8M0 has neither zero nor sign, its least value is a binary32 subnormal, and rounding has to be chosen", () => {
    expect(decode(E8M0FNU, 0x00)).toBe(2 ** -127);
    expect(convert(E8M0FNU, FP32, 0x00)).toBe(0x00400000);
    expect(convert(E8M0FNU, FP32, 0x00, { flushOutputs: true })).toBe(0);
    expect([0, -0, -1, Number.NaN, inf].map((x) => encode(E8M0FNU, x))).toEqual([0xff, 0xff, 0xff, 0xff, 0xff]);
    expect(raised((flags) => encode(E8M0FNU, 0, { flags }))).toEqual(["invalid"]);
    expect(encode(E8M0FNU, 3)).toBe(0x81);
    expect(encode(E8M0FNU, 3, { rounding: "roundTowardZero" })).toBe(0x80);
    expect(encode(E8M0FNU, 2 + 2 ** -50, { rounding: "roundTowardPositive" })).toBe(0x81);
    expect(encode(E8M0FNU, 2.9)).toBe(0x80);
  });

  test("11: E4M3 and E3M4 without a suffix are the formats of IEEE's shape", () => {
    expect([E4M3, E4M3FN, E4M3FNUZ, E3M4].map((format) => decode(format, format.maxFinite))).toEqual([
      240, 448, 240, 15.5,
    ]);
    expect([E4M3.infinity, E3M4.infinity, E4M3FN.infinity]).toEqual([0x78, 0x70, null]);
    expect(Object.keys(softfloat).filter((name) => /^E\dM\d$/.test(name))).toEqual(["E3M4", "E4M3", "E5M2"]);
  });

  test("12: sticky digits more than 31 places below, and random bits on subnormals", () => {
    expect(add(FP32, 0x3f800000, 0x00000001, { rounding: "roundTowardPositive" })).toBe(0x3f800001);
    expect(add(FP32, 0x7f7fffff, 0x80000001, { rounding: "roundTowardZero" })).toBe(0x7f7ffffe);
    expect(add(FP32, 0x3f800000, 0x32800001)).toBe(0x3f800000);
    expect(add(FP32, 0x3f800000, 0x33800001)).toBe(0x3f800001); // half a unit and a trace
    for (const [x, carries] of [
      [2 ** -17, 128],
      [1.25 * 2 ** -16, 64],
      [2 ** -16, 0],
    ] as const) {
      let sum = 0;
      for (let bits = 0; bits < 256; bits++)
        sum += encode(E5M2, x, { rounding: "stochastic", random: { bits, count: 8 } });
      expect(sum).toBe(256 * Math.floor(x * 2 ** 16) + carries);
    }
  });

  test("13: codes are not 32-bit integers, numbers carry no NaN payload and lose the sign of zero", () => {
    expect(encode(FP32, -2)).toBe(0xc0000000); // not −0x40000000
    expect(convert(FP32, FP64, 0xffc00001, { nan: "propagate" })).toBe(0xfff8_0000_2000_0000n);
    expect(convert(FP32, FP32, 0x7fa00001, { nan: "propagate" })).toBe(0x7fe00001);
    expect(Object.is(decode(FP16, 0x8000), -0)).toBe(true);
    expect(encode(FP16, -0)).toBe(0x8000);
    expect(encode(FP64, 2n ** 53n + 1n)).toBe(encode(FP64, 2n ** 53n)); // a tie, not 2^53 + 2
    expect(encode(FP64, 2n ** 53n + 1n, { rounding: "roundTowardPositive" })).toBe(encode(FP64, 2n ** 53n + 2n));
    expect(encode(FP32, 1 + 2 ** -40, { rounding: "roundTowardPositive" })).toBe(0x3f800001); // Math.fround: 1
    for (const code of [-1, 0x10000, 1.5, Number.NaN]) expect(() => decode(FP16, code)).toThrow(RangeError);
  });

  test("14: whether a result that rounds up to the least normal number underflows is a matter of tininess", () => {
    const x = 2 ** -14 * (1 - 2 ** -12); // a tie of 11 digits below 2^-14, and of the subnormals too
    expect(encode(FP16, x)).toBe(0x0400);
    expect(raised((flags) => encode(FP16, x, { flags }))).toEqual(["inexact"]); // afterRounding is the default
    expect(raised((flags) => encode(FP16, x, { flags, tininess: "afterRounding" }))).toEqual(["inexact"]);
    expect(raised((flags) => encode(FP16, x, { flags, tininess: "beforeRounding" }))).toEqual(["underflow", "inexact"]);
    const lower = 2 ** -14 * (1 - 2 ** -11 + 2 ** -13); // 11 digits round it down, the subnormals up
    expect(encode(FP16, lower)).toBe(0x0400);
    expect(raised((flags) => encode(FP16, lower, { flags }))).toEqual(["underflow", "inexact"]);
  });

  test("15: what NaN becomes as an integer is the target's choice", () => {
    const [nan, big] = [0x7fc00000, encode(FP32, 3e9)];
    const both = (invalid: InvalidInteger): number[] => [nan, big].map((code) => toInt(FP32, code, { invalid }));
    expect(both("riscv")).toEqual([0x7fffffff, 0x7fffffff]);
    expect(both("x86")).toEqual([-0x80000000, -0x80000000]);
    expect(both("saturating")).toEqual([0, 0x7fffffff]); // ARM; WGSL clamps
    expect(both("modular")).toEqual([Number.NaN | 0, 3e9 | 0]);
    expect(raised((flags) => toInt(FP32, nan, { flags }))).toEqual(["invalid"]);
  });

  test("16: where no rounding mode is specified, a result is one of two, or zero when subnormals may be flushed", () => {
    const results = (x: number): Set<number> => new Set(allModes.map((rounding) => encode(FP16, x, { rounding })));
    expect([...results(0.1)].sort()).toEqual([0x2e66, 0x2e67]);
    expect([...results(1)]).toEqual([0x3c00]);
    expect([...results(1.5 * 2 ** -24)].sort()).toEqual([0x0001, 0x0002]);
    expect(encode(FP16, 1.5 * 2 ** -24, { flushOutputs: true })).toBe(0);
    expect(encode(FP16, -1.5 * 2 ** -24, { flushOutputs: true })).toBe(0x8000);
  });
});
