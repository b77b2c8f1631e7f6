import { describe, expect, test } from "vitest";
import { mmaSyncModels } from "./mmaSyncModels.ts";
import { type TensorCoreGpu, tensorCoreModels } from "./tensorCoreModels.ts";

describe("mmaSyncModels(gpu)", () => {
  test.each(Object.keys(tensorCoreModels) as TensorCoreGpu[])("%s takes what its tensor cores take", (gpu) => {
    expect(Object.keys(mmaSyncModels(gpu))).toEqual(Object.keys(tensorCoreModels[gpu]));
    expect(mmaSyncModels(gpu).fp16).toBe(tensorCoreModels[gpu].fp16.fp32);
  });

  test.each(["H100", "H200"] as const)("%s multiplies FP8 as B200 does, not as by wgmma", (gpu) => {
    expect(mmaSyncModels(gpu).e4m3).toBe(tensorCoreModels.B200.e4m3.fp32);
    expect(mmaSyncModels(gpu).e5m2).toBe(tensorCoreModels.B200.e5m2.fp32);
    expect(mmaSyncModels(gpu).tf32).toBe(tensorCoreModels[gpu].tf32.fp32);
  });

  test("Ada keeps its own FP8", () => {
    expect(mmaSyncModels("Ada").e4m3).toBe(tensorCoreModels.Ada.e4m3.fp32);
  });

  test.each(["T4", "toString"])("%s is refused", (gpu) => {
    expect(() => mmaSyncModels(gpu as TensorCoreGpu)).toThrow(
      new RangeError(`mmaSyncModels: expected V100, A100, A2, Ada, L40S, H100, H200, B200, got "${gpu}"`),
    );
  });
});
