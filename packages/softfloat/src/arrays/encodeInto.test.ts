import { describe, expect, it, test } from "vitest";
import { BF16, convert, createFlags, decodeInto, encodeInto, type Format, FP16, FP32, TF32 } from "../index.ts";

const everyCode = Uint16Array.from({ length: 2 ** 16 }, (_, code) => code);

describe("encodeInto(format, source, target, options)", () => {
  test.each<[name: string, format: Format]>([
    ["FP16", FP16],
    ["BF16", BF16],
  ])("%s: decodes every code and encodes binary32 words as convert does", (_name, format) => {
    const values = new Float32Array(2 ** 16);
    decodeInto(format, everyCode, values);
    const words = new Uint32Array(values.buffer);
    expect(words.every((word, code) => word === convert(format, FP32, code))).toBe(true);

    for (const low of [0x0000, 0x0fff, 0x1000, 0x8000, 0x8001]) {
      for (let high = 0; high < 2 ** 16; high++) words[high] = high * 2 ** 16 + low;
      const codes = new Uint16Array(2 ** 16);
      encodeInto(format, values, codes);
      expect(codes.every((code, high) => code === convert(FP32, format, words[high] ?? 0))).toBe(true);
    }
  });

  it("takes odd lengths and views that start inside a buffer", () => {
    for (const format of [FP16, BF16]) {
      for (const length of [0, 1, 2, 3, 7]) {
        const source = new Float32Array(16).subarray(3, 3 + length).fill(-1.5);
        const target = new Uint16Array(16).subarray(1);
        encodeInto(format, source, target);
        const code = convert(FP32, format, 0xbfc00000);
        expect([...target]).toEqual(Array.from({ length: 15 }, (_, i) => (i < length ? code : 0)));
        const values = new Float32Array(16).subarray(5);
        decodeInto(format, target.subarray(0, length), values);
        expect([...values]).toEqual(Array.from({ length: 11 }, (_, i) => (i < length ? -1.5 : 0)));
      }
    }
  });

  it("passes rounding, saturation and flags on", () => {
    const codes = new Uint16Array(3);
    const flags = createFlags();
    encodeInto(FP16, Float32Array.of(1e9, -1e9, Number.POSITIVE_INFINITY), codes, { saturate: true, flags });
    expect([...codes]).toEqual([0x7bff, 0xfbff, 0x7bff]);
    expect(flags).toEqual({ ...createFlags(), overflow: true, inexact: true });
    encodeInto(FP16, Float32Array.of(2049, -2049, 1), codes, { rounding: "roundTowardPositive" });
    expect([...codes]).toEqual([0x6801, 0xe800, 0x3c00]);
  });

  it("refuses a wide format and a short target", () => {
    expect(() => encodeInto(TF32, new Float32Array(1), new Uint16Array(1))).toThrow(
      new RangeError("encodeInto: format of at most 16 bits expected, got TF32 with 19"),
    );
    expect(() => decodeInto(FP16, new Uint16Array(3), new Float32Array(2))).toThrow(
      new RangeError("decodeInto: target of 3 elements or more expected, got 2"),
    );
  });
});
