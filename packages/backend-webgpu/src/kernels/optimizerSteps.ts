import { elementCount, type KernelParams, type View } from "@binade/backend";
import type { KernelRunner } from "./kernelRunner.ts";
import { stateWords } from "./stateWords.ts";
import { f32Word } from "./words.ts";

/** SGD by N11. The flag of the parameter is set afterwards, when every element has seen what it was. */
export function sgdStep(
  runner: KernelRunner,
  outputs: readonly View[],
  [g]: readonly View[],
  params: KernelParams["sgdStep"],
): void {
  const state = outputs[outputs.length - 1]!;
  const [w, buffer] = outputs.slice(0, -1) as [View, View?];
  const count = elementCount(w.shape);
  runner.run({
    kernel: "sgdStep",
    options: {
      ...stateWords,
      gradient: Math.fround(params.weightDecay) === 0 ? "gradient" : "gradient + wd * w",
      momentum: buffer === undefined ? "plain" : "momentum",
      direction: params.nesterov ? "g + mu * velocity" : "velocity",
    },
    update: { w, ...(buffer && { buffer }) },
    read: { state, g: g! },
    params: {
      count,
      lr: f32Word(params.learningRate),
      mu: f32Word(params.momentum),
      damp: f32Word(1 - params.dampening),
      wd: f32Word(params.weightDecay),
      parameter: params.parameter,
    },
    size: { items: count },
  });
  runner.run({
    kernel: "markStepped",
    options: stateWords,
    update: { state },
    params: { parameter: params.parameter },
    size: { groups: 1 },
  });
}

/** Adam and AdamW by N11; bias corrections from the host's tables by N10. */
export function adamStep(
  runner: KernelRunner,
  [w, m, v]: readonly View[],
  [g, state, c1, c2]: readonly View[],
  params: KernelParams["adamStep"],
): void {
  const count = elementCount(w!.shape);
  const addsDecay = Math.fround(params.weightDecay) !== 0 && !params.decoupled;
  runner.run({
    kernel: "adamStep",
    options: {
      ...stateWords,
      weight: params.decoupled ? "before * keep" : "before",
      gradient: addsDecay ? "gradient + wd * w" : "gradient",
    },
    update: { w: w!, m: m!, v: v! },
    read: { g: g!, state: state!, c1: c1!, c2: c2! },
    params: {
      count,
      b1: f32Word(params.beta1),
      b2: f32Word(params.beta2),
      o1: f32Word(1 - params.beta1),
      o2: f32Word(1 - params.beta2),
      lr: f32Word(params.learningRate),
      epsilon: f32Word(params.epsilon),
      wd: f32Word(params.weightDecay),
      keep: f32Word(1 - params.learningRate * params.weightDecay),
      c1_count: c1!.shape[0]!,
      c2_count: c2!.shape[0]!,
    },
    size: { invocations: count },
  });
}

/** A skipped step does not count (N10). */
export function advanceStep(runner: KernelRunner, [state]: readonly View[]): void {
  runner.run({ kernel: "advanceStep", options: stateWords, update: { state: state! }, size: { groups: 1 } });
}
