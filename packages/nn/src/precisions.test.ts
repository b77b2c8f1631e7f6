import type { FloatDtype } from "@binade/backend";
import { describe, expect, it, test } from "vitest";
import { type PrecisionName, precisions } from "./precisions.ts";

describe("precisions", () => {
  test.each<[name: PrecisionName, matrixDtype: FloatDtype | undefined, isScaled: boolean]>([
    ["f32", undefined, false],
    ["f16", "f16", true],
    ["f16-unscaled", "f16", false],
    ["bf16", "bf16", false],
    ["tf32", "f32", false],
  ])("%s: matrix products in %s, scaled: %s", (name, matrixDtype, isScaled) => {
    const { policy, scaling } = precisions[name];
    expect(policy?.lowDtype).toBe(matrixDtype);
    expect(scaling.enabled).toBe(isScaled);
  });

  it("round operands to tf32 in tf32 alone", () => {
    const rounding = Object.values(precisions).filter(({ policy }) => policy?.tf32 !== undefined);
    expect(rounding).toEqual([precisions.tf32]);
  });
});
