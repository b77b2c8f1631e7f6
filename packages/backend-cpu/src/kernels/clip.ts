import { type KernelParams, optimizerStateLayout, type View } from "@binade/backend";
import { floatTarget, loadFloats, storeFloats } from "../elements.ts";
import type { Memory } from "../memory.ts";
import { sumSequence } from "./sumSequence.ts";

const epsilon = Math.fround(1e-6);

/** total = √(sum over parameters of sum(g·g)), coef = minimum(1, maxNorm ÷ (total + 1e-6)), g = g·coef (N13). */
export function clip(
  memory: Memory,
  [optimizerState, ...gradients]: readonly View[],
  _: readonly View[],
  params: KernelParams["clip"],
): void {
  const norms = new Float32Array(gradients.length);
  gradients.forEach((view, i) => {
    const values = loadFloats(memory, view);
    norms[i] = sumSequence(
      values.map((g) => g * g),
      0,
      values.length,
    );
  });
  const total = Math.fround(Math.sqrt(sumSequence(norms, 0, norms.length)));
  const coef = Math.min(1, Math.fround(Math.fround(params.maxNorm) / Math.fround(total + epsilon)));
  const { floats } = memory.state(optimizerState!);
  floats[optimizerStateLayout.norm] = total;
  floats[optimizerStateLayout.coef] = coef;
  for (const view of gradients) {
    const values = loadFloats(memory, view);
    const target = floatTarget(memory, view);
    for (let i = 0; i < values.length; i++) target[i] = values[i]! * coef;
    storeFloats(memory, view, target);
  }
}
