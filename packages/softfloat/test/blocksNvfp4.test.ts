import { describe, expect, it } from "vitest";
import { dequantizeNVFP4, E2M1FN, encode, quantizeNVFP4 } from "../src/index.ts";
import { quantizeNvfp4Exactly } from "./blocksOracle.ts";
import { layouts, valueOfMagnitude } from "./oracle/layout.ts";
import { fromNumber, times, toNumber } from "./oracle/rational.ts";
import { modes } from "./oracle/round.ts";
import { createRandom, floatOf, seed } from "./support.ts";

/** Tensors of six blocks: ordinary, tiny and huge ones, wide ranges between blocks, quotients near ties. */
function someTensors(count: number): Float32Array[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, tensor) => {
    const top = [127, 254, 3, 60, 1, 200][tensor % 6]!;
    const spread = [4, 12, 40][tensor % 3]!;
    return Float32Array.from({ length: 90 }, (_unused, i) => {
      const biasedExponent = Math.max(top - ((i >> 4) * spread) / 4 - (random() % 4), 0);
      const word = (random() & 0x807fffff) | (Math.floor(biasedExponent) << 23);
      const value = floatOf(word >>> 0);
      if (tensor % 4 === 3) return Math.fround(2688 * [1, 0.5, 0.75, 1 / 12, 2.5 / 6, 5 / 6, 0, -0.25][random() % 8]!);
      return i % 13 === 0 ? -0 : value;
    });
  });
}

describe(`quantizeNVFP4(values, options) against exact rationals, seed ${seed}`, () => {
  it.each(modes)("%s: each of the three quotients is rounded once", (rounding) => {
    for (const values of someTensors(36)) {
      const { tensorScale, scales, codes } = quantizeNVFP4(values, { rounding });
      const expected = quantizeNvfp4Exactly([...values], rounding);
      expect({ tensorScale, scales: [...scales], codes: [...codes] }).toEqual(expected);
    }
  });

  it("sees every tie, whatever the scales: a reciprocal would not", () => {
    const ties = [0.25, 0.75, 1.25, 1.75, 2.5, 3.5, 5, -0.25, -0.75, -1.25, -1.75, -2.5, -3.5, -5, 6];
    const expected = [0, 1, 1, 2, 2, 4, 4, -0, -1, -1, -2, -2, -4, -4, 6].map((x) => encode(E2M1FN, x));
    for (let code = 1; code < 0x7f; code++) {
      const scale = toNumber(valueOfMagnitude(layouts.E4M3FN, BigInt(code)));
      for (let tensorScale = 1; tensorScale < 128; tensorScale += 2) {
        const blocks = quantizeNVFP4(
          Float32Array.from(ties, (x) => x * scale * tensorScale),
          { tensorScale },
        );
        expect([...blocks.scales, ...blocks.codes]).toEqual([code, ...expected]);
      }
    }
  });

  it("takes the caller's tensor scale and random bits", () => {
    const values = someTensors(1)[0]!;
    const random = { bits: (index: number) => (index * 5) % 8, count: 3 };
    const { tensorScale, scales, codes } = quantizeNVFP4(values, {
      tensorScale: 0.125,
      rounding: "stochastic",
      random,
    });
    expect(tensorScale).toBe(0.125);
    for (const [i, x] of values.entries()) {
      const scale = toNumber(valueOfMagnitude(layouts.E4M3FN, BigInt(scales[i >> 4]!))) * 0.125;
      const quotient = scale === 0 ? x : x / scale;
      const options = { rounding: "stochastic", random: { bits: random.bits(i), count: 3 }, saturate: true } as const;
      expect(codes[i]).toBe(encode(E2M1FN, quotient, options));
    }
  });
});

describe("quantizeNVFP4(values, options)", () => {
  it("does not lose a block beside one that is 2^20 times as large", () => {
    const values = new Float32Array(32).fill(2 ** 20, 0, 16).fill(1, 16);
    const { scales, codes } = quantizeNVFP4(values);
    expect(scales[1]).toBe(1); // 2^-9, the least: the quotient rounds to 0
    expect(codes.subarray(16).every((code) => code === 3)).toBe(true); // 1.31 quotients
  });

  it("gives zeros scales of zero and keeps their sign", () => {
    expect(quantizeNVFP4(Float32Array.of(0, -0))).toEqual({
      kind: "nvfp4",
      tensorScale: 1,
      scales: Uint8Array.of(0),
      codes: Uint8Array.of(0, 8),
    });
    expect(quantizeNVFP4(new Float32Array(0)).scales.length).toBe(0);
  });

  it("makes a block with NaN NaN, and saturates infinities without widening the tensor's scale", () => {
    const values = new Float32Array(48).fill(2688);
    values[0] = Number.NaN;
    values[20] = Number.NEGATIVE_INFINITY;
    const blocks = quantizeNVFP4(values);
    expect([blocks.tensorScale, ...blocks.scales]).toEqual([1, 0x7f, 0x7e, 0x7e]);
    const decoded = dequantizeNVFP4(blocks);
    expect(decoded.subarray(0, 16).every(Number.isNaN)).toBe(true);
    expect(decoded[20]).toBe(-2688);
    expect(quantizeNVFP4(Float32Array.of(Number.POSITIVE_INFINITY)).tensorScale).toBe(1);
  });

  it("survives the smallest and the largest numbers", () => {
    const least = quantizeNVFP4(Float32Array.of(2 ** -149));
    expect([...dequantizeNVFP4(least)]).toEqual([2 ** -149]);
    const largest = quantizeNVFP4(Float32Array.of(floatOf(0x7f7fffff)));
    expect([largest.scales[0], largest.codes[0]]).toEqual([0x7e, 7]);
  });

  it("refuses what it cannot take", () => {
    const values = Float32Array.of(1.1);
    for (const tensorScale of [0, -1, 0.1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => quantizeNVFP4(values, { tensorScale })).toThrow(
        new RangeError(`options.tensorScale: positive binary32 number expected, got ${tensorScale}`),
      );
    }
    expect(() => quantizeNVFP4([1] as never)).toThrow(
      new TypeError("quantizeNVFP4: values: Float32Array expected, got object"),
    );
    expect(() => quantizeNVFP4(values, { rounding: "stochastic" })).toThrow(RangeError);
  });
});

describe("dequantizeNVFP4(blocks, target) against exact rationals", () => {
  it("is exact in binary64 and rounds once into binary32", () => {
    const codes = Uint8Array.from({ length: 16 * 126 }, (_, i) => i & 0xf);
    const scales = Uint8Array.from({ length: 126 }, (_, i) => i);
    for (const tensorScale of [1, Math.fround(1 / 3), 2 ** -149, floatOf(0x7f7fffff)]) {
      const blocks = { kind: "nvfp4", tensorScale, scales, codes } as const;
      const exact = Float64Array.from(codes, (code, i) => {
        const scale = times(valueOfMagnitude(layouts.E4M3FN, BigInt(scales[i >> 4]!)), fromNumber(tensorScale));
        const magnitude = toNumber(times(valueOfMagnitude(layouts.E2M1FN, BigInt(code & 7)), scale));
        return code < 8 ? magnitude : -magnitude;
      });
      expect(dequantizeNVFP4(blocks, new Float64Array(codes.length))).toEqual(exact);
      expect(dequantizeNVFP4(blocks)).toEqual(Float32Array.from(exact));
    }
  });

  it("refuses what is incomplete", () => {
    const blocks = { kind: "nvfp4", tensorScale: 1, scales: new Uint8Array(1), codes: new Uint8Array(17) } as const;
    expect(() => dequantizeNVFP4(blocks)).toThrow(new RangeError("dequantizeNVFP4: 2 scales expected, got 1"));
    expect(() => dequantizeNVFP4({ ...blocks, scales: new Uint8Array(2) }, new Float32Array(16))).toThrow(RangeError);
  });
});
