import { describe, expect, it } from "vitest";
import {
  blockError,
  dequantizeMX,
  type MxKind,
  quantizationError,
  quantizeMX,
  quantizeNVFP4,
  type ScaleRule,
} from "../src/index.ts";
import { compare, fromNumber, negated, over, plus, type Rational, times } from "./oracle/rational.ts";
import { createRandom, seed } from "./support.ts";

const random = createRandom(seed);
const values = Float32Array.from({ length: 640 }, () => (random() / 2 ** 32 - 0.5) * 2 ** (random() % 8));
const zero: Rational = { numerator: 0n, denominator: 1n };

/** The report's sums, exactly. */
function powers(quantized: Float32Array): { signal: Rational; noise: Rational } {
  let [signal, noise] = [zero, zero];
  for (const [i, x] of values.entries()) {
    const error = plus(fromNumber(quantized[i]!), negated(fromNumber(x)));
    signal = plus(signal, times(fromNumber(x), fromNumber(x)));
    noise = plus(noise, times(error, error));
  }
  return { signal, noise };
}

describe("quantizationError(values, quantized)", () => {
  it("agrees with exact sums and the host's logarithm", () => {
    const kinds: readonly MxKind[] = ["mxfp8_e4m3", "mxfp6_e2m3", "mxfp4_e2m1", "mxint8"];
    for (const kind of kinds) {
      const quantized = dequantizeMX(quantizeMX(kind, values));
      const { signal, noise } = powers(quantized);
      const ratio = over(signal, noise);
      const approximate = Number((ratio.numerator << 64n) / ratio.denominator) / 2 ** 64;
      const { sqnrDecibels, worst, notFinite } = quantizationError(values, quantized);
      expect(Math.abs(sqnrDecibels - 10 * Math.log10(approximate))).toBeLessThan(1e-11);
      expect(notFinite).toBe(0);

      const errors = Array.from(values, (x, i) => Math.abs(quantized[i]! - x));
      const index = errors.indexOf(Math.max(...errors));
      const [value, became] = [values[index]!, quantized[index]!];
      expect(worst).toEqual({ index, value, quantized: became, error: became - value });
    }
  });

  it("counts what was flushed and leaves out what was not finite", () => {
    const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;
    const before = Float64Array.of(1, 0.25, -0.25, 0, nan, infinity, 3);
    const after = Float64Array.of(1, 0, -0, 0, 7, 8, 3.5);
    const error = quantizationError(before, after);
    expect(error.fractionFlushed).toBe(0.5);
    expect(error.notFinite).toBe(2);
    expect(error.worst).toEqual({ index: 6, value: 3, quantized: 3.5, error: 0.5 });
    expect(error.sqnrDecibels).toBeCloseTo(10 * Math.log10(10.125 / 0.375), 12);
  });

  it("has its ends: nothing lost, nothing left, a number that became NaN or infinite", () => {
    const one = Float32Array.of(1);
    const { POSITIVE_INFINITY: infinity, NEGATIVE_INFINITY } = Number;
    const perfect = { sqnrDecibels: infinity, worst: undefined, fractionFlushed: 0, notFinite: 0 };
    expect(quantizationError(one, one)).toEqual(perfect);
    expect(quantizationError(new Float32Array(0), new Float32Array(0))).toEqual(perfect);
    expect(quantizationError(one, Float32Array.of(0)).sqnrDecibels).toBe(0);
    expect(quantizationError(new Float32Array(1), one).sqnrDecibels).toBe(NEGATIVE_INFINITY);
    for (const [became, by] of [
      [Number.NaN, infinity],
      [-infinity, -infinity],
    ] as const) {
      const error = quantizationError(Float32Array.of(1, 2), Float32Array.of(0.5, became));
      expect(error.sqnrDecibels).toBe(NEGATIVE_INFINITY);
      expect(error.worst).toEqual({ index: 1, value: 2, quantized: became, error: by });
    }
    expect(() => quantizationError(one, new Float32Array(2))).toThrow(
      new RangeError("quantizationError: 1 quantized values expected, got 2"),
    );
  });
});

describe("blockError(values, blocks)", () => {
  it("tells what was clipped from what was rounded", () => {
    const clipped = (kind: MxKind, x: number, scaleRule: ScaleRule = "floor", allowsMinus128 = false) => {
      const pair = Float32Array.of(x, 1);
      return blockError(pair, quantizeMX(kind, pair, { scaleRule, allowsMinus128 })).fractionClipped;
    };
    expect([6, 6.5, 7, 7.0625, 7.9].map((x) => clipped("mxfp4_e2m1", x))).toEqual([0, 0, 0, 0.5, 0.5]);
    expect([464, 465].map((x) => clipped("mxfp8_e4m3", -x))).toEqual([0, 0.5]);
    expect([7.9, 500].map((x) => clipped("mxfp4_e2m1", x, "rceil"))).toEqual([0, 0]);
    const tooLarge = [127.4, 127.6, 127.9].map((x) => x / 64);
    expect(tooLarge.map((x) => clipped("mxint8", -x))).toEqual([0, 0.5, 0.5]);
    expect(tooLarge.map((x) => clipped("mxint8", -x, "floor", true))).toEqual([0, 0, 0]);
    expect(tooLarge.map((x) => clipped("mxint8", x, "floor", true))).toEqual([0, 0.5, 0.5]);
  });

  it("counts an outlier's neighbours that are flushed, and nothing of a block of zeros", () => {
    const row = new Float32Array(32).fill(1);
    row[3] = 1000;
    expect(blockError(row, quantizeMX("mxfp4_e2m1", row)).fractionFlushed).toBe(31 / 32);
    const { sqnrDecibels, fractionClipped, fractionFlushed } = blockError(
      new Float32Array(40),
      quantizeMX("mxint8", new Float32Array(40)),
    );
    expect({ sqnrDecibels, fractionClipped, fractionFlushed }).toEqual({
      sqnrDecibels: Number.POSITIVE_INFINITY,
      fractionClipped: 0,
      fractionFlushed: 0,
    });
  });

  it("knows the scales of NVFP4: a small tensor scale clips, the default one does not", () => {
    expect(blockError(values, quantizeNVFP4(values)).fractionClipped).toBe(0);
    const tensorScale = 2 ** -12;
    const limit = 6 * 448 * tensorScale;
    const blocks = quantizeNVFP4(values, { tensorScale });
    const clipped = values.filter((x) => Math.abs(x) > (limit / 6) * 7).length;
    expect(clipped).toBeGreaterThan(20);
    expect(blockError(values, blocks).fractionClipped).toBe(clipped / values.length);
  });

  it("orders the kinds by what they keep", () => {
    const kinds: readonly MxKind[] = ["mxint8", "mxfp8_e4m3", "mxfp8_e5m2", "mxfp4_e2m1"];
    const decibels = kinds.map(
      (kind) => blockError(values, quantizeMX(kind, values, { scaleRule: "rceil" })).sqnrDecibels,
    );
    expect(decibels).toEqual([...decibels].sort((x, y) => y - x));
    expect(compare(fromNumber(decibels[0]!), fromNumber(30))).toBe(1);
  });
});
