import {
  type Dtype,
  optimizerStateLayout,
  parameterFlags,
  scalerStateLayout,
  type UpdateScaleParams,
} from "@binade/backend";
import { encode, FP32, lt } from "@binade/softfloat";
import { describe, expect, test } from "vitest";
import { isNaNCode, maximum, minimum } from "./evaluators/order.ts";
import { sumSequence } from "./evaluators/reduce.ts";
import { formatOf, narrow, one, over, plus, root, times, widen } from "./evaluators/rounded.ts";
import { type CodeSet, randomCodes } from "./support/randomCodes.ts";
import { expectCodes, type OutputSpec, runKernel } from "./support/runKernel.ts";

const floats: readonly Dtype[] = ["f32", "f16", "bf16"];
const { found, step, norm, coef, flags } = optimizerStateLayout;
const f32 = (value: number): number => encode(FP32, value);

const state = (codes: readonly number[]): OutputSpec & { codes: readonly number[] } => ({
  dtype: "i32",
  shape: [codes.length],
  codes,
});
const vector = (dtype: Dtype, codes: readonly number[]): OutputSpec & { codes: readonly number[] } => ({
  dtype,
  shape: [codes.length],
  codes,
});
const scaler = (scale: number, tracker = 0): OutputSpec & { codes: readonly number[] } => state([f32(scale), tracker]);

/** Which non-finite values a list of codes holds, as flag bits. */
function flagsOf(dtype: Dtype, codes: readonly number[]): number {
  const format = formatOf(dtype);
  const hasNaN = codes.some((code) => isNaNCode(format, code));
  const hasInfinity = codes.some((code) => code % format.signBit === format.infinity);
  return (hasInfinity ? parameterFlags.inf : 0) + (hasNaN ? parameterFlags.nan : 0);
}

describe("unscaleAndCheck", () => {
  const scales = [1, 2 ** 16, 3, 0.125, 1e-3, 65537, 2 ** 126, 2 ** -126, 2 ** 127, Number.POSITIVE_INFINITY, 0];

  test.each(floats)("%s: g·rn32(1 ÷ scale), rounded once; flags by parameter (N12)", async (dtype) => {
    for (const scale of scales) {
      for (const recheck of [false, true]) {
        for (const set of ["mixed", "special", "any", "subnormal"] as const)
          await checkUnscale(dtype, scale, recheck, set);
      }
    }
  });

  // biome-ignore format: columns
  test.each<[title: string, codes: number[], flag: number]>([
    ["an infinity",          [0x3c00, 0xfc00, 0],      parameterFlags.inf],
    ["a NaN",                [0x7e00, 0x3c00, 0],      parameterFlags.nan],
    ["a signaling NaN",      [0x7c01, 0x3c00, 0],      parameterFlags.nan],
    ["both",                 [0xfe00, 0x7c00, 0],      parameterFlags.nan + parameterFlags.inf],
    ["the largest finite",   [0x7bff, 0xfbff, 0],      0],
  ])("notes %s at its own parameter and leaves other bits alone (N12)", async (_, codes, flag) => {
    const before = [0, 7, 0, 0, parameterFlags.stepped, 0, parameterFlags.stepped];
    const gradients = [vector("f16", [0x3c00]), vector("f16", codes)];
    const params = { parameters: [0, 2], recheck: false };
    const [after] = await runKernel("unscaleAndCheck", [state(before), ...gradients], [scaler(2)], params);
    expect(after).toEqual([flag === 0 ? 0 : 1, 7, 0, 0, parameterFlags.stepped, 0, parameterFlags.stepped + flag]);
  });

  test("found stays when a later call finds nothing (N12)", async () => {
    const [after] = await runKernel("unscaleAndCheck", [state([1, 0, 0, 0, 2]), vector("f32", [one])], [scaler(1)], {
      parameters: [0],
      recheck: true,
    });
    expect(after).toEqual([1, 0, 0, 0, 2]);
  });

  test.each([
    ["f32", 0x7f000000],
    ["bf16", 0x7f00],
    ["f16", 0x7bff],
  ] as const)(
    "%s: recheck sees a product that overflows at a scale below 1, the first look does not (N12)",
    async (dtype, code) => {
      for (const recheck of [false, true]) {
        const outputs = [state([0, 0, 0, 0, 0]), vector(dtype, [code])];
        const params = { parameters: [0], recheck };
        const [after, g] = await runKernel("unscaleAndCheck", outputs, [scaler(0.25)], params);
        expect(after).toEqual(recheck ? [1, 0, 0, 0, parameterFlags.inf] : [0, 0, 0, 0, 0]);
        expect(g).toEqual([formatOf(dtype).infinity]);
      }
    },
  );
});

async function checkUnscale(dtype: Dtype, scale: number, recheck: boolean, set: CodeSet): Promise<void> {
  const gradients = [0, 1, 2].map((i) => randomCodes(dtype, 1 + 20 * i, set, `${i}`));
  const inverse = over(one, f32(scale));
  const expected = gradients.map((codes) => codes.map((code) => narrow(dtype, times(widen(dtype, code), inverse))));
  const flagged = gradients.map((codes, i) => flagsOf(dtype, codes) | (recheck ? flagsOf(dtype, expected[i]!) : 0));
  const outputs = [state([0, 3, 0, 0, 1, 0, 1]), ...gradients.map((codes) => vector(dtype, codes))];
  const params = { parameters: [0, 1, 2], recheck };
  const [after, ...got] = await runKernel("unscaleAndCheck", outputs, [scaler(scale)], params);
  const subject = `unscaleAndCheck ${dtype} scale ${scale} ${set}`;
  for (const [i, codes] of got.entries()) expectCodes(codes, expected[i]!, dtype, subject);
  const foundAny = flagged.some((flag) => flag !== 0) ? 1 : 0;
  expect(after, subject).toEqual([foundAny, 3, 0, 0, 1 | flagged[0]!, flagged[1]!, 1 | flagged[2]!]);
}

describe("updateScale", () => {
  const torch: UpdateScaleParams = {
    dynamic: true,
    growthFactor: 2,
    backoffFactor: 0.5,
    growthInterval: 3,
    growthTest: "equal",
    minScale: 0,
    maxScale: Number.POSITIVE_INFINITY,
  };
  const odd = Math.fround(1.1);

  // biome-ignore format: columns
  test.each<[title: string, scale: number, tracker: number, found: 0 | 1, change: Partial<UpdateScaleParams>, after: number, trackerAfter: number]>([
    ["a good step counts",                65536,     0, 0, {},                                   65536,      1],
    ["grows at the interval",             65536,     2, 0, {},                                   131072,     0],
    ["equal: passes by an interval",      65536,     3, 0, {},                                   65536,      4],
    ["atLeast: catches up",               65536,     3, 0, { growthTest: "atLeast" },            131072,     0],
    ["backs off at once",                 65536,     2, 1, {},                                   32768,      0],
    ["backoff stops at the floor",        1.5,       2, 1, { minScale: 1 },                      1,          0],
    ["growth to the cap",                 2 ** 125,  2, 0, { maxScale: 2 ** 126 },               2 ** 126,   0],
    ["growth beyond the cap is refused",  2 ** 126,  2, 0, { maxScale: 2 ** 126 },               2 ** 126,   0],
    ["no cap: to infinity",               2 ** 127,  2, 0, {},                                   Infinity,   0],
    ["no floor: subnormal, then 0",       2 ** -149, 0, 1, {},                                   0,          0],
    ["not dynamic: nothing changes",      7,         2, 1, { dynamic: false },                   7,          2],
  ])("%s (N12)", async (_, scale, tracker, isFound, change, after, trackerAfter) => {
    const [scalerAfter, optimizer] = await runKernel(
      "updateScale",
      [scaler(scale, tracker), state([isFound, 9, 1, 2, 7, 1])],
      [],
      { ...torch, ...change },
    );
    expect(scalerAfter).toEqual([f32(after), trackerAfter]);
    expect(optimizer).toEqual([0, 9, 1, 2, 1, 1]);
  });

  test("multiplies by rn32(scale·factor), any factor that is an f32 (N12)", async () => {
    for (const code of randomCodes("f32", 40, "mixed", "scales").map((word) => word % 0x80000000)) {
      const params = { ...torch, growthFactor: odd, backoffFactor: Math.fround(0.3), growthInterval: 1 };
      for (const isFound of [0, 1]) {
        const factor = f32(isFound === 1 ? params.backoffFactor : params.growthFactor);
        const outputs = [state([code, 0]), state([isFound, 0, 0, 0])];
        const [after] = await runKernel("updateScale", outputs, [], params);
        expect(after![scalerStateLayout.scale]).toBe(times(code, factor));
      }
    }
  });

  test("one optimizer's non-finite gradient backs the scale off, and all found flags are cleared (N10, N12)", async () => {
    const optimizers = [state([0, 1, 0, 0, 1]), state([1, 2, 0, 0, 6, 3]), state([0, 3, 0, 0])];
    const after = await runKernel("updateScale", [scaler(8, 1), ...optimizers], [], torch);
    expect(after).toEqual([
      [f32(4), 0],
      [0, 1, 0, 0, 1],
      [0, 2, 0, 0, 0, 1],
      [0, 3, 0, 0],
    ]);
  });

  test.each(["growthFactor", "backoffFactor"] as const)("a %s that is no f32 is an error (N12)", async (name) => {
    const run = runKernel("updateScale", [scaler(8)], [], { ...torch, [name]: 1 / 3 });
    await expect(run).rejects.toThrow(RangeError);
    await expect(run).rejects.toThrow(`updateScale: ${name} must be exact in f32, got 0.3333333333333333`);
  });
});

describe("clip", () => {
  test.each(floats)("%s: norm of norms by N6, minimum(1, …), every g·coef (N13)", async (dtype) => {
    for (const set of ["mixed", "small", "subnormal", "special"] as const) {
      for (const maxNorm of [1, 0.1, 1000, 0, 1e30]) {
        const gradients = [5, 200, 1, 0, 4200].map((count) => randomCodes(dtype, count, set, "clip"));
        const norms = gradients.map((codes) =>
          sumSequence(codes.map((code) => times(widen(dtype, code), widen(dtype, code)))),
        );
        const total = root(sumSequence(norms));
        const factor = minimum(FP32, one, over(f32(maxNorm), plus(total, f32(1e-6))));
        const outputs = [state([0, 4, 0, 0, 1]), ...gradients.map((codes) => vector(dtype, codes))];
        const [after, ...got] = await runKernel("clip", outputs, [], { maxNorm });
        expectCodes([after![norm]!, after![coef]!], [total, factor], "f32", `clip ${dtype} ${set}`);
        expect([after![found], after![step], after![flags]]).toEqual([0, 4, 1]);
        for (const [i, codes] of got.entries()) {
          const expected = gradients[i]!.map((code) => narrow(dtype, times(widen(dtype, code), factor)));
          expectCodes(codes, expected, dtype, `clip ${dtype} ${set} to ${maxNorm}`);
        }
      }
    }
  });

  test("more than 64 parameters, and more than 4096, are summed by N6 too (N13)", async () => {
    for (const count of [65, 130, 4097]) {
      const gradients = randomCodes("f32", count, "mixed", "parameters");
      const total = root(sumSequence(gradients.map((code) => times(code, code))));
      const outputs = [state([0, 0, 0, 0]), ...gradients.map((code) => vector("f32", [code]))];
      const [after] = await runKernel("clip", outputs, [], { maxNorm: 1 });
      expect(after![norm]).toBe(total);
    }
  });

  test("a norm below the limit leaves every word, a coefficient never exceeds 1 (N13)", async () => {
    const codes = [0x80000000, 1, 0x3e000000];
    const [after, g] = await runKernel("clip", [state([0, 0, 0, 0]), vector("f32", codes)], [], { maxNorm: 5 });
    expect(g).toEqual(codes);
    expect(after![coef]).toBe(one);
    expect(lt(FP32, maximum(FP32, after![norm]!, 0), f32(5))).toBe(true);
  });
});
