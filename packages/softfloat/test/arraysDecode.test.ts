import { describe, expect, it, test } from "vitest";
import { BF16, decodeInto, defineFormat, E2M1FN, E4M3FN, E5M2, type Format, FP16, TF32 } from "../src/index.ts";
import { halfFormats } from "./everyFormat.ts";
import { numbersOf } from "./exhaustive/numbersOf.ts";
import { bitsOf } from "./oracle/layout.ts";

const canonicalWord = 0x7fc00000;

describe("decodeInto(format, source, target) against the oracle, every code", () => {
  test.each(halfFormats.map(({ name, format, layout }) => [name, format as Format, layout] as const))(
    "%s into binary32 and binary64",
    (_name, format, layout) => {
      const numbers = numbersOf(layout);
      const bits = bitsOf(layout);
      for (const Codes of bits <= 8 ? [Uint8Array, Uint16Array] : [Uint16Array]) {
        const codes = new Codes(2 ** bits).map((_, code) => code);
        const [wide, narrow] = [new Float64Array(codes.length), new Float32Array(codes.length)];
        decodeInto(format, codes, wide);
        decodeInto(format, codes, narrow);
        expect(wide.every((x, code) => Object.is(x, numbers[code]))).toBe(true);
        expect(narrow.every((x, code) => Object.is(x, numbers[code]))).toBe(true);
        const words = new Uint32Array(narrow.buffer);
        expect(narrow.every((x, code) => !Number.isNaN(x) || words[code] === canonicalWord)).toBe(true);
      }
    },
  );
});

describe("decodeInto(format, source, target)", () => {
  test.each<[name: string, format: Format, source: (offset: number, length: number) => Uint8Array | Uint16Array]>([
    ["FP16", FP16, (offset, length) => new Uint16Array(99).fill(0xbe00).subarray(offset, offset + length)],
    ["BF16", BF16, (offset, length) => new Uint16Array(99).fill(0xbfc0).subarray(offset, offset + length)],
    ["E4M3FN", E4M3FN, (offset, length) => new Uint8Array(99).fill(0xbc).subarray(offset, offset + length)],
  ])("%s: any length, any place in a buffer, and nothing beyond", (_name, format, source) => {
    for (const length of [0, 1, 2, 3, 4, 5, 7, 8, 36]) {
      for (const offset of [0, 1, 2, 3]) {
        for (const target of [new Float32Array(50).subarray(offset), new Float64Array(50).subarray(offset)]) {
          decodeInto(format, source(offset, length), target);
          expect([...target]).toEqual(Array.from(target, (_, i) => (i < length ? -1.5 : 0)));
        }
      }
    }
  });

  it("is exact in binary64 beyond the range of binary32, and rounds into it", () => {
    const wide = defineFormat({ name: "E11M4", exponentBits: 11, significandBits: 4 });
    const codes = Uint16Array.of(0x7fef, 0x0001, 0x3ff1, 0xfff8);
    const [exact, rounded] = [new Float64Array(4), new Float32Array(4)];
    decodeInto(wide, codes, exact);
    decodeInto(wide, codes, rounded);
    expect([...exact]).toEqual([1.9375 * 2 ** 1023, 2 ** -1026, 1.0625, Number.NaN]);
    expect([...rounded]).toEqual([Number.POSITIVE_INFINITY, 0, 1.0625, Number.NaN]);
  });

  it("refuses what it cannot take", () => {
    const target = new Float32Array(2);
    expect(() => decodeInto(TF32, new Uint16Array(2), target)).toThrow(
      new RangeError("decodeInto: format of at most 16 bits expected, got TF32 with 19"),
    );
    expect(() => decodeInto(FP16, new Uint16Array(3), target)).toThrow(
      new RangeError("decodeInto: target of 3 elements or more expected, got 2"),
    );
    expect(() => decodeInto(E2M1FN, Uint8Array.of(0xf, 0x10), target)).toThrow(
      new RangeError("decodeInto: source: codes of E2M1FN, integers of 4 bits, expected, got 16 at index 1"),
    );
    expect(() => decodeInto(E5M2, Uint16Array.of(0xff, 0x100), target)).toThrow(
      new RangeError("decodeInto: source: codes of E5M2, integers of 8 bits, expected, got 256 at index 1"),
    );
    expect(() => decodeInto(BF16, new Uint8Array(2), target)).toThrow(
      new TypeError("decodeInto: source: Uint16Array expected for BF16, got Uint8Array"),
    );
    expect(() => decodeInto(FP16, new Uint16Array(2), [] as never)).toThrow(
      new TypeError("decodeInto: target: Float32Array or Float64Array expected, got object"),
    );
  });
});
