import { type AdamParams, optimizerStateLayout, parameterFlags, type SgdParams } from "@binade/backend";
import { encode, FP32 } from "@binade/softfloat";
import { describe, expect, test } from "vitest";
import { minus, one } from "./evaluators/rounded.ts";
import { adamElement, sgdElement } from "./evaluators/steps.ts";
import type { CodeView } from "./support/codes.ts";
import { type CodeSet, randomCodes } from "./support/randomCodes.ts";
import { expectCodes, runKernel } from "./support/runKernel.ts";

const { found, step, flags } = optimizerStateLayout;
const count = 37;
const sets: readonly CodeSet[] = ["mixed", "special", "any", "subnormal"];

const f32 = (codes: readonly number[]): { dtype: "f32"; shape: number[]; codes: readonly number[] } => ({
  dtype: "f32",
  shape: [codes.length],
  codes,
});

/** State words of an optimizer with three parameters. */
function stateCodes(words: { readonly [index: number]: number }): number[] {
  return Array.from({ length: flags + 3 }, (_, i) => words[i] ?? 0);
}

const i32 = (codes: readonly number[]): { dtype: "i32"; shape: number[]; codes: readonly number[] } => ({
  dtype: "i32",
  shape: [codes.length],
  codes,
});

describe("sgdStep", () => {
  const plain: SgdParams = {
    learningRate: 0.1,
    momentum: 0,
    dampening: 0,
    weightDecay: 0,
    nesterov: false,
    parameter: 1,
  };

  // biome-ignore format: columns
  const rows: readonly (readonly [title: string, params: SgdParams])[] = [
    ["no momentum",                      plain],
    ["weight decay",                     { ...plain, weightDecay: 0.01 }],
    ["no momentum ignores dampening",    { ...plain, dampening: 0.5 }],
    ["momentum",                         { ...plain, momentum: 0.9 }],
    ["momentum and dampening",           { ...plain, momentum: 0.8, dampening: 0.3 }],
    ["dampening 0.09 from f64",          { ...plain, momentum: 0.7, dampening: 0.09 }],
    ["nesterov",                         { ...plain, momentum: 0.9, nesterov: true }],
    ["nesterov, decay and dampening",    { ...plain, momentum: 0.9, nesterov: true, weightDecay: 5e-4, dampening: 0.2 }],
  ];

  test.each(rows)("%s: first step and later ones, word for word (N11)", async (_, params) => {
    for (const set of sets) {
      const [w, g, b] = ["w", "g", "b"].map((label) => randomCodes("f32", count, set, label)) as [
        number[],
        number[],
        number[],
      ];
      for (const isFirst of [true, false]) {
        const before = stateCodes({ [step]: 5, [flags]: 1, [flags + 1]: isFirst ? 0 : parameterFlags.stepped });
        const buffer = params.momentum === 0 ? [] : [f32(b)];
        const outputs = await runKernel("sgdStep", [f32(w), ...buffer, i32(before)], [f32(g)], params);
        const expected = w.map((word, i) =>
          sgdElement({ w: word, g: g[i]!, buffer: buffer.length === 0 ? undefined : b[i] }, params, isFirst),
        );
        expectCodes(
          outputs[0]!,
          expected.map((element) => element.w),
          "f32",
          "weights",
        );
        if (buffer.length > 0)
          expectCodes(
            outputs[1]!,
            expected.map((element) => element.buffer!),
            "f32",
            "buffer",
          );
        const after = [...before];
        after[flags + 1] = parameterFlags.stepped;
        expect(outputs[outputs.length - 1]).toEqual(after);
      }
    }
  });

  test("a skipped step writes nothing, the flag neither (N10)", async () => {
    const [w, g, b] = ["w", "g", "b"].map((label) => randomCodes("f32", count, "mixed", label)) as [
      number[],
      number[],
      number[],
    ];
    const state = stateCodes({ [found]: 1, [step]: 5 });
    const outputs = await runKernel("sgdStep", [f32(w), f32(b), i32(state)], [f32(g)], { ...plain, momentum: 0.9 });
    expect(outputs).toEqual([w, b, state]);
  });

  test("reads gradients of 16-bit dtypes by widening them (N4)", async () => {
    const w = randomCodes("f32", count, "mixed", "w");
    const g: CodeView = { dtype: "bf16", shape: [count], codes: randomCodes("bf16", count, "mixed", "g") };
    const [weights] = await runKernel("sgdStep", [f32(w), i32(stateCodes({}))], [g], plain);
    const expected = w.map((word, i) =>
      sgdElement({ w: word, g: g.codes[i]! * 65536, buffer: undefined }, plain, true),
    );
    expectCodes(
      weights!,
      expected.map((element) => element.w),
      "f32",
      "weights",
    );
  });
});

describe("adamStep", () => {
  const adam: AdamParams = {
    learningRate: 1e-3,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    weightDecay: 0,
    decoupled: false,
  };

  // biome-ignore format: columns
  const rows: readonly (readonly [title: string, params: AdamParams])[] = [
    ["Adam",                       adam],
    ["Adam with weight decay",     { ...adam, weightDecay: 0.1, learningRate: 0.01 }],
    ["Adam, other betas",          { ...adam, beta1: 0.8, beta2: 0.95, epsilon: 1e-6 }],
    ["AdamW",                      { ...adam, weightDecay: 0.01, decoupled: true }],
    ["AdamW without decay",        { ...adam, decoupled: true }],
    ["AdamW, other betas",         { ...adam, beta1: 0.95, beta2: 0.9, weightDecay: 0.1, decoupled: true }],
  ];

  test.each(rows)("%s, word for word, at every place of the tables (N10, N11)", async (_, params) => {
    const tables = [params.beta1, params.beta2].map((beta) => corrections(beta, 4));
    for (const set of sets) {
      const [w, m, v, g] = ["w", "m", "v", "g"].map((label) => randomCodes("f32", count, set, label)) as [
        number[],
        number[],
        number[],
        number[],
      ];
      const second = v.map((code) => code % 0x80000000);
      for (const steps of [0, 1, 3, 4, 9]) {
        const outputs = [f32(w), f32(m), f32(second)];
        const inputs = [f32(g), i32(stateCodes({ [step]: steps })), ...tables.map(f32)];
        const got = await runKernel("adamStep", outputs, inputs, params);
        const at = Math.min(steps, 3); // beyond the table its last entry holds
        const expected = w.map((word, i) =>
          adamElement({ w: word, m: m[i]!, v: second[i]!, g: g[i]! }, params, [tables[0]![at]!, tables[1]![at]!]),
        );
        expectCodes(
          got[0]!,
          expected.map((element) => element.w),
          "f32",
          "weights",
        );
        expectCodes(
          got[1]!,
          expected.map((element) => element.m),
          "f32",
          "first moment",
        );
        expectCodes(
          got[2]!,
          expected.map((element) => element.v),
          "f32",
          "second moment",
        );
      }
    }
  });

  test("a skipped step writes nothing (N10)", async () => {
    const [w, m, v, g] = ["w", "m", "v", "g"].map((label) => randomCodes("f32", count, "mixed", label)) as [
      number[],
      number[],
      number[],
      number[],
    ];
    const inputs = [f32(g), i32(stateCodes({ [found]: 1 })), f32([one]), f32([one])];
    expect(await runKernel("adamStep", [f32(w), f32(m), f32(v)], inputs, adam)).toEqual([w, m, v]);
  });
});

describe("advanceStep", () => {
  test("counts a step that was applied and nothing else (N10)", async () => {
    const state = stateCodes({ [step]: 41, [flags]: 1 });
    const [after] = await runKernel("advanceStep", [i32(state)], [], {});
    expect(after).toEqual(stateCodes({ [step]: 42, [flags]: 1 }));
  });

  test("does not count a skipped step (N10)", async () => {
    const state = stateCodes({ [found]: 1, [step]: 41, [flags]: 3 });
    expect(await runKernel("advanceStep", [i32(state)], [], {})).toEqual([state]);
  });
});

/** rn32(1 − β^(t+1)) in an order of its own: the power by repeated product in f64, as N10 says. */
function corrections(beta: number, entries: number): number[] {
  return Array.from({ length: entries }, (_, t) => {
    let power = 1;
    for (let i = 0; i <= t; i++) power *= beta;
    return minus(encode(FP32, 1 - power), 0);
  });
}
