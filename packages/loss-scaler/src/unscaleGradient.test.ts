import { describe, expect, it, test } from "vitest";
import { inverseScale, type NonFiniteKind, unscaleGradient } from "./index.ts";

const tiny = 2 ** -149; // least subnormal of binary32
const huge = 2 ** 127;

describe("unscaleGradient(values, inverse, { recheck })", () => {
  test.each<[values: number[], kind: NonFiniteKind | undefined]>([
    [[], undefined],
    [[0, -0, tiny, huge, -huge], undefined],
    [[1, Infinity], "inf"],
    [[-Infinity], "inf"],
    [[Number.NaN, 1], "nan"],
    [[Number.NaN, -Infinity], "inf and nan"],
    [[huge, huge, huge], undefined],
  ])("finds in %o: %s", (values, kind) => {
    expect(unscaleGradient(Float32Array.from(values), 1, { recheck: false })).toBe(kind);
  });

  it("tells NaN from infinity by every bit pattern of a NaN's ends", () => {
    for (const word of [0x7f80_0001, 0x7fff_ffff, 0xff80_0001, 0xffc0_0000]) {
      expect(unscaleGradient(new Float32Array(Uint32Array.of(word).buffer), 1, { recheck: false })).toBe("nan");
    }
  });

  it("multiplies by the rounded reciprocal, rounds once and keeps the sign of zero", () => {
    const values = Float32Array.of(-0, 1, 3, 10, tiny);
    unscaleGradient(values, inverseScale(3), { recheck: false });
    expect(values[0]).toBe(-0);
    expect(values[1]).toBe(Math.fround(1 / 3));
    expect(values[2]).toBe(1);
    expect(values[3]).toBe(Math.fround(10 * Math.fround(1 / 3)));
    expect(values[4]).toBe(0);
  });

  it("does not divide: the rounded reciprocal gives another neighbour", () => {
    const x = 3 + 2 ** -21; // 40400002
    const values = Float32Array.of(x);
    unscaleGradient(values, inverseScale(3), { recheck: false });
    expect(values[0]).toBe(1 + 2 ** -22);
    expect(Math.fround(x / 3)).toBe(1 + 2 ** -23);
  });

  it("sees an overflow of the product only with recheck", () => {
    expect(unscaleGradient(Float32Array.of(1e35), inverseScale(2 ** -20), { recheck: false })).toBeUndefined();
    expect(unscaleGradient(Float32Array.of(1e35), inverseScale(2 ** -20), { recheck: true })).toBe("inf");
  });

  it("works on a view inside a larger buffer and leaves the rest alone", () => {
    const whole = Float32Array.of(Infinity, 8, Infinity);
    expect(unscaleGradient(whole.subarray(1, 2), 0.5, { recheck: true })).toBeUndefined();
    expect([...whole]).toEqual([Infinity, 4, Infinity]);
  });
});
