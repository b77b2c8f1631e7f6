import { type KernelParams, optimizerStateLayout, type View } from "@binade/backend";
import { floatTarget, loadFloats } from "../elements.ts";
import type { Memory } from "../memory.ts";

const f = Math.fround;

/** Adam and AdamW by N11; bias corrections from the host's tables by N10. */
export function adamStep(
  memory: Memory,
  outputs: readonly View[],
  inputs: readonly View[],
  params: KernelParams["adamStep"],
): void {
  const [g, optimizerState, c1Table, c2Table] = inputs as [View, View, View, View];
  const state = memory.state(optimizerState).ints;
  if (state[optimizerStateLayout.found] !== 0) return;
  const step = state[optimizerStateLayout.step]!;
  const c1 = correction(loadFloats(memory, c1Table), step);
  const c2 = correction(loadFloats(memory, c2Table), step);
  const [w, m, v] = outputs.map((view) => floatTarget(memory, view)) as [Float32Array, Float32Array, Float32Array];
  const gradients = loadFloats(memory, g);

  const lr = f(params.learningRate);
  const b1 = f(params.beta1);
  const b2 = f(params.beta2);
  const o1 = f(1 - params.beta1);
  const o2 = f(1 - params.beta2);
  const eps = f(params.epsilon);
  const wd = f(params.weightDecay);
  const keep = f(1 - params.learningRate * params.weightDecay);
  const addsDecay = wd !== 0 && !params.decoupled;
  for (let i = 0; i < w.length; i++) {
    const weight = params.decoupled ? f(w[i]! * keep) : w[i]!;
    const gradient = addsDecay ? f(gradients[i]! + f(wd * weight)) : gradients[i]!;
    const first = f(f(b1 * m[i]!) + f(o1 * gradient));
    const second = f(f(b2 * v[i]!) + f(o2 * f(gradient * gradient)));
    m[i] = first;
    v[i] = second;
    const denominator = f(f(Math.sqrt(f(second / c2))) + eps);
    w[i] = weight - f(f(lr * f(first / c1)) / denominator);
  }
}

/** Entry of the step about to be applied; the last entry is 1 and holds from there on. */
function correction(table: Float32Array, step: number): number {
  return table[Math.min(step, table.length - 1)]!;
}
