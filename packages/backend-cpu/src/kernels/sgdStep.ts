import { type KernelParams, optimizerStateLayout, parameterFlags, type View } from "@binade/backend";
import { floatTarget, loadFloats } from "../elements.ts";
import type { Memory } from "../memory.ts";

const f = Math.fround;

/** SGD by N11. The first applied step in which the parameter has a gradient sets the buffer to it. */
export function sgdStep(
  memory: Memory,
  outputs: readonly View[],
  [g]: readonly View[],
  params: KernelParams["sgdStep"],
): void {
  const state = memory.state(outputs[outputs.length - 1]!).ints;
  if (state[optimizerStateLayout.found] !== 0) return;
  const flag = optimizerStateLayout.flags + params.parameter;
  const isFirst = (state[flag]! & parameterFlags.stepped) === 0;
  state[flag]! |= parameterFlags.stepped;

  const w = floatTarget(memory, outputs[0]!);
  const gradient = loadFloats(memory, g!);
  const buffer = outputs.length === 3 ? floatTarget(memory, outputs[1]!) : undefined;
  const lr = f(params.learningRate);
  const mu = f(params.momentum);
  const damp = f(1 - params.dampening);
  const wd = f(params.weightDecay);
  for (let i = 0; i < w.length; i++) {
    let d = gradient[i]!;
    if (wd !== 0) d = f(d + f(wd * w[i]!));
    if (buffer !== undefined) {
      const velocity = isFirst ? d : f(f(mu * buffer[i]!) + f(damp * d));
      buffer[i] = velocity;
      d = params.nesterov ? f(d + f(mu * velocity)) : velocity;
    }
    w[i] = w[i]! - f(lr * d);
  }
}
