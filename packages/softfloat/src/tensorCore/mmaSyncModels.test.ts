import { describe, expect, test } from "vitest";
import { type MmaSyncGpu, mmaSyncGpus, mmaSyncModels } from "./mmaSyncModels.ts";
import { tensorCoreDot } from "./tensorCoreDot.ts";
import { instructionLength } from "./tensorCoreModel.ts";
import { tensorCoreModels } from "./tensorCoreModels.ts";

const gpus = ["A100", "A2", "Ada", "L40S", "H100", "H200", "B200"] as const;

test("mmaSyncGpus are those of the table that have the instructions", () => {
  expect(mmaSyncGpus).toEqual(gpus);
  expect(Object.keys(tensorCoreModels)).toEqual(["V100", ...gpus]);
});

const depths: Readonly<Record<string, number>> = { fp16: 16, bf16: 16, tf32: 8, e4m3: 32, e5m2: 32 };

describe("mmaSyncModels(gpu)", () => {
  test.each(gpus)("%s takes what its tensor cores take, in instructions of that length", (gpu) => {
    const models = mmaSyncModels(gpu);
    expect(Object.keys(models)).toEqual(Object.keys(tensorCoreModels[gpu]));
    for (const [input, model] of Object.entries(models)) expect(instructionLength(model), input).toBe(depths[input]);
  });

  test.each(["H100", "H200"] as const)("%s multiplies FP8 as B200 does, not as by wgmma", (gpu) => {
    expect(mmaSyncModels(gpu).e4m3).toBe(tensorCoreModels.B200.e4m3.fp32);
    expect(mmaSyncModels(gpu).e5m2).toBe(tensorCoreModels.B200.e5m2.fp32);
    expect(mmaSyncModels(gpu).tf32).toBe(tensorCoreModels[gpu].tf32.fp32);
  });

  test("Ada keeps its own FP8, two blocks of 16", () => {
    const { blocks, ...unit } = mmaSyncModels("Ada").e4m3!;
    expect(unit).toEqual({ ...tensorCoreModels.Ada.e4m3.fp32, blocks: undefined });
    expect(blocks.map(([first, ...rest]) => [first, rest.length])).toEqual([
      [0, 15],
      [16, 15],
    ]);
  });

  test("several blocks are the unit's own, and +0 fills the last of them", () => {
    const filled = mmaSyncModels("A100").bf16;
    const own = tensorCoreModels.A100.bf16.fp32;
    const a = Array.from({ length: 40 }, (_, i) => 0x3f80 + 37 * i);
    expect(tensorCoreDot(filled, a, a, 0)).toBe(tensorCoreDot(own, a, a, 0));
    // −2^-150 is cut off to −0, which the second block of an instruction adds to nothing: +0.
    expect(tensorCoreDot(own, [0x9a00], [0x1a00], 0)).toBe(0x80000000);
    expect(tensorCoreDot(filled, [0x9a00], [0x1a00], 0)).toBe(0);
  });

  test.each(["V100", "T4", "toString"])("%s is refused", (gpu) => {
    expect(() => mmaSyncModels(gpu as MmaSyncGpu)).toThrow(
      new RangeError(`mmaSyncModels: expected ${gpus.join(", ")}, got "${gpu}"`),
    );
  });
});
