import { describe, expect, test } from "vitest";
import { canonicalizeNaN, type Dtype } from "../src/index.ts";

describe("canonicalizeNaN(dtype, words)", () => {
  // Width of the trailing significand; the exponent above it is all ones in a NaN.
  // biome-ignore format: columns
  test.each<[dtype: Dtype, bits: number, trailing: number, canonical: number]>([
    ["f16",  16, 10, 0x7e00],
    ["bf16", 16, 7,  0x7fc0],
    ["e5m2", 8,  2,  0x7e],
  ])("%s: of all codes it changes the NaN and nothing else (N1)", (dtype, bits, trailing, canonical) => {
    const codes = Array.from({ length: 2 ** bits }, (_, code) => code);
    const words = bits === 16 ? Uint16Array.from(codes) : Uint8Array.from(codes);
    const infinity = (2 ** (bits - 1 - trailing) - 1) * 2 ** trailing;
    const expected = codes.map((code) => (code % 2 ** (bits - 1) > infinity ? canonical : code));
    expect(Array.from(canonicalizeNaN(dtype, words))).toEqual(expected);
  });

  test("e4m3fn has one NaN a sign and no infinity (N1)", () => {
    expect(Array.from(canonicalizeNaN("e4m3fn", Uint8Array.of(0x7e, 0x7f, 0xfe, 0xff)))).toEqual([
      0x7e, 0x7f, 0xfe, 0x7f,
    ]);
  });

  test("f32: negative, signaling and payloads (N1)", () => {
    const words = Uint32Array.of(0x7f800000, 0xff800000, 0x7f800001, 0xffffffff, 0x7fc00000, 0x80000000);
    const canonical = 0x7fc00000;
    expect(Array.from(canonicalizeNaN("f32", words))).toEqual([
      0x7f800000,
      0xff800000,
      canonical,
      canonical,
      canonical,
      0x80000000,
    ]);
  });

  test.each(["i32", "u8"] as const)("%s is left alone, and the array comes back itself", (dtype) => {
    const words = dtype === "i32" ? Uint32Array.of(0x7fffffff, 0xffffffff) : Uint8Array.of(0x7f, 0xff);
    const before = Array.from(words);
    expect(canonicalizeNaN(dtype, words)).toBe(words);
    expect(Array.from(words)).toEqual(before);
  });
});
