import { describe, expect, it, test } from "vitest";
import { dequantizeMX, E2M1FN, encode, type MxKind, type MxOptions, quantizeMX, type ScaleRule } from "../src/index.ts";
import { elementNames, elementValue, isNaNCode, quantizeBlockExactly } from "./blocksOracle.ts";
import { scaled, times, toNumber } from "./oracle/rational.ts";
import { modes } from "./oracle/round.ts";
import { createRandom, Failures, floatOf, seed } from "./support.ts";

const kinds = Object.keys(elementNames) as MxKind[];
const rules: readonly ScaleRule[] = ["floor", "ceil", "even", "rceil"];
const blockLength = 32;

/** Trailing significands at which a scale rule changes its answer for one of the kinds, and one more. */
const topDigits = [
  0, 1, 0x400000, 0x400001, 0x600000, 0x600001, 0x700000, 0x700001, 0x77ffff, 0x780000, 0x7e0000, 0x7e0001, 0x7effff,
  0x7f0000, 0x7f8000, 0x7fffff,
];

/** Blocks of every size of number: ordinary, with an outlier, at either end of the range, sparse, and one unit off 2^k. */
function someBlocks(count: number): Float32Array {
  const random = createRandom(seed);
  const values = new Float32Array(count * blockLength);
  for (let block = 0; block < count; block++) {
    const exponent = [127 + (random() % 20) - 10, 253 - (random() % 12), random() % 30, random() % 254][block % 4]!;
    for (let i = 0; i < blockLength; i++) {
      const below = 1 + (random() % (block % 3 === 0 ? 4 : 24));
      const word = (random() & 0x807fffff) | (Math.max(exponent - below, 0) << 23);
      values[block * blockLength + i] = block % 5 === 0 && random() % 3 > 0 ? 0 : floatOf(word >>> 0);
    }
    const top = (exponent << 23) + topDigits[block % topDigits.length]!;
    values[block * blockLength + (random() % blockLength)] = floatOf(top) * (random() % 2 === 0 ? 1 : -1);
  }
  return values;
}

describe(`quantizeMX(kind, values, options) against exact rationals, seed ${seed}`, () => {
  test.each(kinds)("%s: every scale rule and rounding", (kind) => {
    const failures = new Failures();
    const values = someBlocks(3 * topDigits.length);
    for (const scaleRule of rules) {
      for (const rounding of modes) {
        for (const allowsMinus128 of kind === "mxint8" ? [false, true] : [false]) {
          const options = { scaleRule, rounding, allowsMinus128 } satisfies MxOptions;
          const { scales, codes } = quantizeMX(kind, values, options);
          const exactly = { scaleRule, rounding, leastInteger: allowsMinus128 ? -128n : -127n };
          for (const [block, scale] of scales.entries()) {
            const start = block * blockLength;
            const inputs = [...values.subarray(start, start + blockLength)];
            const expected = quantizeBlockExactly(kind, inputs, exactly);
            const got = [...codes.subarray(start, start + blockLength)];
            failures.check(
              scale === expected.scale && got.every((code, i) => code === expected.codes[i]),
              () =>
                `${JSON.stringify(options)} block ${block}: got ${scale} ${got}, expected ${JSON.stringify(expected)}`,
            );
          }
        }
      }
    }
    expect(failures.first).toEqual([]);
  });

  test.each(kinds)("%s: stochastic rounding takes the bits of its element", (kind) => {
    const values = someBlocks(8).map((x) => (Number.isFinite(x) ? x : 0));
    const random = { bits: (index: number) => (index * 7) % 16, count: 4 };
    const up = quantizeMX(kind, values, { rounding: "stochastic", random: { bits: () => 15, count: 4 } });
    const down = quantizeMX(kind, values, { rounding: "roundTowardZero" });
    const mixed = quantizeMX(kind, values, { rounding: "stochastic", random });
    expect(mixed.codes.every((code, i) => code === up.codes[i] || code === down.codes[i])).toBe(true);
    expect(mixed.codes).not.toEqual(up.codes);
    expect(mixed.codes).not.toEqual(down.codes);
    if (kind !== "mxfp4_e2m1") return;
    for (const [i, x] of values.entries()) {
      const scaledValue = x / 2 ** (mixed.scales[Math.floor(i / blockLength)]! - 127);
      const bits = { bits: random.bits(i), count: 4 };
      expect(mixed.codes[i]).toBe(
        encode(E2M1FN, scaledValue, { rounding: "stochastic", random: bits, saturate: true }),
      );
    }
  });
});

describe("quantizeMX(kind, values, options)", () => {
  it("gives a short last block a scale of its own", () => {
    const values = new Float32Array(35).fill(1).fill(8, 32);
    const { scales, codes } = quantizeMX("mxfp4_e2m1", values);
    expect([...scales]).toEqual([125, 128]);
    expect(codes.length).toBe(35);
    expect(dequantizeMX({ kind: "mxfp4_e2m1", scales, codes })).toEqual(values);
    expect(quantizeMX("mxint8", new Float32Array(0))).toEqual({
      kind: "mxint8",
      scales: new Uint8Array(0),
      codes: new Uint8Array(0),
    });
  });

  test.each(kinds)("%s: a NaN makes its block NaN, an infinity saturates under the largest scale", (kind) => {
    const values = new Float32Array(3 * blockLength).fill(1);
    values[5] = Number.NaN;
    values[blockLength] = Number.NEGATIVE_INFINITY;
    for (const scaleRule of rules) {
      const blocks = quantizeMX(kind, values, { scaleRule });
      expect([...blocks.scales.subarray(0, 2)]).toEqual([0xff, 0xfe]);
      const name = elementNames[kind];
      const ofNaN = blocks.codes.subarray(0, blockLength);
      expect(ofNaN.every((code) => (name === "E4M3FN" || name === "E5M2" ? isNaNCode(name, code) : code === 0))).toBe(
        true,
      );
      const decoded = dequantizeMX(blocks, new Float64Array(values.length));
      expect(decoded.subarray(0, blockLength).every(Number.isNaN)).toBe(true);
      const largest = { E4M3FN: 448, E5M2: 57344, E3M2FN: 28, E2M3FN: 7.5, E2M1FN: 6, INT8: 127 / 64 }[name as "INT8"];
      expect(decoded[blockLength]).toBe(-largest * 2 ** 127);
      expect(decoded.subarray(2 * blockLength).every((x) => x === 1)).toBe(true);
    }
  });

  test.each(kinds)("%s: zeros have the least scale and keep their sign, but for integers", (kind) => {
    const { scales, codes } = quantizeMX(kind, Float32Array.of(0, -0));
    expect([...scales]).toEqual([0]);
    const values = dequantizeMX({ kind, scales, codes });
    expect([...values]).toEqual(kind === "mxint8" ? [0, 0] : [0, -0]);
  });

  it("clips what floor lets out of range, as the specification has it, and no other rule", () => {
    const values = Float32Array.of(7, 3.9);
    const decoded = (scaleRule: ScaleRule) => [...dequantizeMX(quantizeMX("mxfp4_e2m1", values, { scaleRule }))];
    expect(decoded("floor")).toEqual([6, 4]);
    expect(decoded("ceil")).toEqual([8, 4]);
    expect(decoded("even")).toEqual([8, 4]);
    expect(decoded("rceil")).toEqual([8, 4]);
  });

  it("reads the exponent, not a rounded logarithm, one unit below a power of two", () => {
    for (const exponent of [-100, -1, 1, 100, 126]) {
      const below = floatOf(((exponent + 127) << 23) - 1);
      const scale = (x: number) => quantizeMX("mxint8", Float32Array.of(x)).scales[0]! - 127;
      expect([scale(below), scale(2 ** exponent)]).toEqual([exponent - 1, exponent]);
    }
  });

  it("refuses what it cannot take", () => {
    const values = Float32Array.of(1.1);
    expect(() => quantizeMX("mxfp4" as never, values)).toThrow(
      new RangeError(
        'quantizeMX: one of mxfp8_e4m3, mxfp8_e5m2, mxfp6_e3m2, mxfp6_e2m3, mxfp4_e2m1, mxint8 expected, got "mxfp4"',
      ),
    );
    expect(() => quantizeMX("mxint8", Float64Array.of(1) as never)).toThrow(
      new TypeError("quantizeMX: values: Float32Array expected, got Float64Array"),
    );
    expect(() => quantizeMX("mxint8", values, { scaleRule: "round" as never })).toThrow(
      new RangeError('options.scaleRule: one of floor, ceil, even, rceil expected, got "round"'),
    );
    expect(() => quantizeMX("mxint8", values, { rounding: "stochastic" })).toThrow(RangeError);
    expect(() => dequantizeMX({ kind: "mxint8", scales: new Uint8Array(1), codes: new Uint8Array(33) })).toThrow(
      new RangeError("dequantizeMX: 2 scales expected, got 1"),
    );
    expect(() =>
      dequantizeMX({ kind: "mxint8", scales: new Uint8Array(1), codes: new Uint8Array(2) }, new Float32Array(1)),
    ).toThrow(RangeError);
  });
});

describe("dequantizeMX(blocks, target) against exact rationals", () => {
  test.each(kinds)("%s: every code under scales at both ends and in the middle", (kind) => {
    const codes = Uint8Array.from(
      { length: 8 * blockLength },
      (_, code) => code & (kind === "mxint8" ? 0xff : codeMask(kind)),
    );
    for (const code of [0, 1, 126, 127, 128, 253, 254]) {
      const scales = new Uint8Array(8).fill(code);
      const exact = dequantizeMX({ kind, scales, codes }, new Float64Array(codes.length));
      const expected = Float64Array.from(codes, (element) => {
        const value = elementValue(kind, element);
        return value === undefined ? Number.NaN : toNumber(times(value, scaled(1n, code - 127)));
      });
      const isSame = (x: number, i: number) =>
        x === expected[i] || (Number.isNaN(expected[i]) && (Number.isNaN(x) || !Number.isFinite(x)));
      expect(exact.every(isSame)).toBe(true);
      expect(dequantizeMX({ kind, scales, codes })).toEqual(Float32Array.from(exact));
    }
  });
});

function codeMask(kind: MxKind): number {
  return { mxfp8_e4m3: 0xff, mxfp8_e5m2: 0xff, mxfp6_e3m2: 0x3f, mxfp6_e2m3: 0x3f, mxfp4_e2m1: 0xf, mxint8: 0xff }[
    kind
  ];
}
