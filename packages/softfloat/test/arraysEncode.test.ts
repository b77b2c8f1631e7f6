import { describe, expect, it, test } from "vitest";
import {
  BF16,
  type BulkOptions,
  createFlags,
  defineFormat,
  E4M3FN,
  E5M2,
  encode,
  encodeInto,
  type Format,
  FP16,
  type RandomSource,
  TF32,
} from "../src/index.ts";
import { halfFormats } from "./everyFormat.ts";
import { bitsOf, type Layout, maxFiniteOf, valueOfMagnitude } from "./oracle/layout.ts";
import { encodeExactly } from "./oracle/operations.ts";
import { plus, scaled, times, toNumber } from "./oracle/rational.ts";
import { modes } from "./oracle/round.ts";
import { createRounder } from "./oracle/rounder.ts";
import type { Options } from "./oracle/special.ts";
import { createRandom, Failures, floatOf, hex, neighbour, seed, wordOf } from "./support.ts";

const choices: readonly Pick<Options & BulkOptions, "rounding" | "saturate">[] = [false, true].flatMap((saturate) =>
  modes.map((rounding) => ({ rounding, saturate })),
);
const specials = [0, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
const extremes = [2 ** -1074, 2 ** -1022, 2 ** -149, 2 ** -126, 3e38, 1e300, Number.MAX_VALUE];

/** Values, midpoints, and what lies a unit beside them; every one of a narrow format, some of a 16-bit one. */
function criticalNumbers(layout: Layout, float32: boolean): number[] {
  const last = Number(maxFiniteOf(layout)) + 1;
  const step = bitsOf(layout) <= 8 ? 1 : 97;
  const magnitudes = Array.from({ length: Math.ceil(last / step) }, (_, i) => i * step).concat([
    1,
    2 ** layout.t - 1,
    2 ** layout.t,
    last - 1,
  ]);
  const points = magnitudes.flatMap((magnitude) => {
    const value = valueOfMagnitude(layout, BigInt(magnitude));
    const middle = times(plus(value, valueOfMagnitude(layout, BigInt(magnitude + 1))), scaled(1n, -1));
    return [toNumber(value), toNumber(middle)].filter((x) => x !== 0);
  });
  const around = (x: number): number[] =>
    float32 ? [-1, 0, 1].map((offset) => floatOf(wordOf(x) + offset)) : [neighbour(x, -1), x, neighbour(x, 1)];
  const positive = [...points.flatMap(around), ...extremes.map((x) => (float32 ? Math.fround(x) : x))];
  return positive.flatMap((x) => [x, -x]);
}

describe("encodeInto(format, source, target, options) against the oracle, every rounding, saturating or not", () => {
  test.each(halfFormats.map(({ name, format, layout }) => [name, format as Format, layout] as const))(
    "%s: values, midpoints and what lies beside them",
    (_name, format, layout) => {
      const failures = new Failures();
      const round = createRounder(layout, choices);
      for (const source of [
        Float64Array.from([...criticalNumbers(layout, false), ...specials]),
        Float32Array.from([...criticalNumbers(layout, true), ...specials]),
      ]) {
        const targets = choices.map((options) => {
          const target = bitsOf(layout) <= 8 ? new Uint8Array(source.length) : new Uint16Array(source.length);
          encodeInto(format, source, target, options);
          return target;
        });
        for (const [i, x] of source.entries()) {
          const expected = Number.isFinite(x) && x !== 0 ? round(x) : undefined;
          for (const [k, options] of choices.entries()) {
            const { code } = expected?.(k) ?? encodeExactly(layout, x, options);
            const got = targets[k]![i]!;
            const describeCase = () => `${x} ${JSON.stringify(options)}: got ${hex(got)}, expected ${hex(code)}`;
            failures.check(BigInt(got) === code, describeCase);
          }
        }
      }
      expect(failures.first).toEqual([]);
    },
  );

  it(`FP16, BF16, E4M3FN: binary32 words at random, seed ${seed}`, () => {
    const random = createRandom(seed);
    const source = new Float32Array(3 * 2 ** 11);
    const words = new Uint32Array(source.buffer);
    for (const [name, format] of [
      ["FP16", FP16],
      ["BF16", BF16],
      ["E4M3FN", E4M3FN],
    ] as const) {
      const { layout } = halfFormats.find((one) => one.name === name)!;
      // one word in four anywhere, one among the format's subnormals, the others among its numbers
      for (let i = 0; i < words.length; i++) {
        const nearOne = 127 - (random() % 16);
        const exponent = [random() & 0xff, 127 + format.emin - (random() % 16), nearOne, nearOne][random() % 4]!;
        words[i] = (random() & 0x807fffff) | (Math.max(exponent, 0) << 23);
      }
      const codes = new Uint16Array(source.length);
      encodeInto(format, source, codes);
      const failures = new Failures();
      for (const [i, x] of source.entries()) {
        const { code } = encodeExactly(layout, x, {});
        failures.check(BigInt(codes[i]!) === code, () => `${name} ${x}: got ${hex(codes[i]!)}, expected ${hex(code)}`);
      }
      expect(failures.first).toEqual([]);
    }
  });
});

describe("encodeInto(format, source, target, options)", () => {
  const numbers = Float64Array.from({ length: 37 }, (_, i) => (i % 5 === 0 ? 1e-7 : i - 18.3) * 1.7);

  test.each<[name: string, format: Format, target: (buffer: ArrayBuffer, offset: number) => Uint8Array | Uint16Array]>([
    ["FP16", FP16, (buffer, offset) => new Uint16Array(buffer, 2 * offset)],
    ["BF16", BF16, (buffer, offset) => new Uint16Array(buffer, 2 * offset)],
    ["E5M2 in bytes", E5M2, (buffer, offset) => new Uint8Array(buffer, offset)],
    ["E5M2 in 16-bit words", E5M2, (buffer, offset) => new Uint16Array(buffer, 2 * offset)],
  ])("%s: any length, any place in a buffer, and nothing beyond", (_name, format, view) => {
    for (const length of [0, 1, 2, 3, 4, 5, 7, 8, 36]) {
      for (const offset of [0, 1, 2, 3]) {
        for (const source of [numbers.subarray(1, 1 + length), Float32Array.from(numbers).subarray(1, 1 + length)]) {
          const target = view(new ArrayBuffer(88), offset).fill(0x55);
          encodeInto(format, source, target);
          const expected = Array.from(target, (_, i) => (i < length ? encode(format, source[i]!) : 0x55));
          expect([...target]).toEqual(expected);
        }
      }
    }
  });

  it("FP16: any number among normal ones, at any place", () => {
    const others = [0, -0, 65504, 65519.996, 65520, 65536, -1e5, 131071, 131072, 3e38, Number.NEGATIVE_INFINITY].concat(
      [Number.NaN, 2 ** -14, -(2 ** -14) * (1 - 2 ** -11), 2 ** -14 - 2 ** -24, 3 * 2 ** -25, 2 ** -25, 1e-40],
    );
    for (const x of others) {
      for (const place of [0, 1, 6, 7]) {
        const source = new Float32Array(12).fill(-1.7);
        source[place] = x;
        const target = new Uint16Array(12);
        encodeInto(FP16, source, target);
        expect([...target], `${x} at ${place}`).toEqual(Array.from(source, (y) => encode(FP16, y)));
      }
    }
  });

  it("rounds binary64 sources once, not by way of binary32", () => {
    const target = new Uint16Array(2);
    encodeInto(FP16, Float64Array.of(1 + 2 ** -11 + 2 ** -40, 1 + 2 ** -11), target);
    expect([...target]).toEqual([0x3c01, 0x3c00]);
    encodeInto(E4M3FN, Float64Array.of(1 + 2 ** -4 + 2 ** -40, 1 + 2 ** -4 - 2 ** -40), target);
    expect([...target]).toEqual([0x39, 0x38]);
  });

  it("gives one NaN for every NaN, whatever its bits", () => {
    const words = Uint32Array.of(
      0x7fc00000,
      0x7f800001,
      0x7fffffff,
      0xffffffff,
      0xff800001,
      0x7fbfffff,
      0x7f810000,
      0xffc00000,
    );
    for (const format of [FP16, BF16, E5M2, E4M3FN]) {
      const target = new Uint16Array(words.length);
      encodeInto(format, new Float32Array(words.buffer), target);
      expect([...target]).toEqual(Array.from(words, () => format.canonicalNaN));
    }
  });

  it("passes flags, flushing and what stands for NaN on", () => {
    const flags = createFlags();
    const target = new Uint8Array(3);
    encodeInto(E4M3FN, Float32Array.of(1000, 1, 2 ** -8), target, { flags, flushOutputs: true });
    expect([...target]).toEqual([0x7f, 0x38, 0x00]);
    expect(flags).toEqual({ ...createFlags(), overflow: true, underflow: true, inexact: true });
  });

  it("takes random bits by index for stochastic rounding", () => {
    const random: RandomSource = { bits: (index) => index % 4, count: 2 };
    const target = new Uint16Array(8);
    encodeInto(FP16, new Float32Array(8).fill(2049), target, { rounding: "stochastic", random }); // halfway
    expect([...target]).toEqual([0x6800, 0x6800, 0x6801, 0x6801, 0x6800, 0x6800, 0x6801, 0x6801]);
    expect(() => encodeInto(FP16, new Float32Array(1).fill(2049), target, { rounding: "stochastic" })).toThrow(
      'options.random: { bits, count } expected for rounding "stochastic", got none',
    );
  });

  it("refuses what it cannot take", () => {
    const numbers32 = new Float32Array(3).fill(1.1);
    expect(() => encodeInto(TF32, numbers32, new Uint16Array(3))).toThrow(
      new RangeError("encodeInto: format of at most 16 bits expected, got TF32 with 19"),
    );
    expect(() => encodeInto(FP16, numbers32, new Uint16Array(2))).toThrow(
      new RangeError("encodeInto: target of 3 elements or more expected, got 2"),
    );
    expect(() => encodeInto(FP16, numbers32, new Uint8Array(3))).toThrow(
      new TypeError("encodeInto: target: Uint16Array expected for FP16, got Uint8Array"),
    );
    expect(() => encodeInto(FP16, [1, 2, 3] as never, new Uint16Array(3))).toThrow(
      new TypeError("encodeInto: source: Float32Array or Float64Array expected, got object"),
    );
    expect(() => encodeInto(FP16, numbers32, new Float32Array(3) as never)).toThrow(
      new TypeError("encodeInto: target: Uint8Array or Uint16Array expected, got Float32Array"),
    );
    expect(() => encodeInto(FP16, numbers32, new Uint16Array(3), { rounding: "up" as never })).toThrow(RangeError);
    expect(() => encodeInto(E5M2, numbers32, new Uint8Array(3), { rounding: "up" as never })).toThrow(RangeError);
  });

  it("never mistakes one format for another of the same name", () => {
    for (const [Target, impostor] of [
      [Uint8Array, { ...E5M2, name: "FP16" }],
      [Uint16Array, defineFormat({ name: "BF16", exponentBits: 6, significandBits: 9 })],
    ] as const) {
      const target = new Target(1);
      encodeInto(impostor, Float32Array.of(1.25), target);
      expect(target[0]).toBe(encode(impostor, 1.25));
    }
  });
});
