import { type KernelParams, optimizerStateLayout, parameterFlags, scalerStateLayout, type View } from "@binade/backend";
import type { Memory } from "../memory.ts";

/** One transition of the scale over the found flags of all optimizers, which are cleared for the next iteration (N12). */
export function updateScale(
  memory: Memory,
  [scalerState, ...optimizerStates]: readonly View[],
  _: readonly View[],
  params: KernelParams["updateScale"],
): void {
  const states = optimizerStates.map((view) => memory.state(view).ints);
  const found = states.some((state) => state[optimizerStateLayout.found] !== 0);
  for (const state of states) {
    state[optimizerStateLayout.found] = 0;
    for (let i = optimizerStateLayout.flags; i < state.length; i++) state[i]! &= parameterFlags.stepped;
  }
  if (!params.dynamic) return;

  const { ints, floats } = memory.state(scalerState!);
  const scale = floats[scalerStateLayout.scale]!;
  if (found) {
    floats[scalerStateLayout.scale] = Math.max(Math.fround(scale * params.backoffFactor), params.minScale);
    ints[scalerStateLayout.growthTracker] = 0;
    return;
  }
  const tracker = ints[scalerStateLayout.growthTracker]! + 1;
  const grows = params.growthTest === "equal" ? tracker === params.growthInterval : tracker >= params.growthInterval;
  ints[scalerStateLayout.growthTracker] = grows ? 0 : tracker;
  if (!grows) return;
  const grown = Math.fround(scale * params.growthFactor);
  if (grown <= params.maxScale) floats[scalerStateLayout.scale] = grown; // else refused, the tracker restarts all the same
}
