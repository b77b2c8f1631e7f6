import { elementCount, optimizerStateLayout, parameterFlags, scalerStateLayout } from "@binade/backend";
import type { WasmKernel } from "./machine.ts";
import { type StateWords, stateWords } from "./stateWords.ts";

/** One transition of the scale over the found flags of all optimizers, which are cleared for the next iteration (N12). */
export const updateScale: WasmKernel<"updateScale"> = (machine, [scalerState, ...optimizerStates], _, params) => {
  let found = false;
  for (const view of optimizerStates) {
    const state = stateWords(machine, view);
    if (state.int(optimizerStateLayout.found) !== 0) found = true;
    clearFlags(state, elementCount(view.shape));
  }
  if (!params.dynamic) return;

  const state = stateWords(machine, scalerState!);
  const scale = state.float(scalerStateLayout.scale);
  if (found) {
    state.setFloat(scalerStateLayout.scale, Math.max(Math.fround(scale * params.backoffFactor), params.minScale));
    state.setInt(scalerStateLayout.growthTracker, 0);
    return;
  }
  const tracker = (state.int(scalerStateLayout.growthTracker) + 1) | 0;
  const grows = params.growthTest === "equal" ? tracker === params.growthInterval : tracker >= params.growthInterval;
  state.setInt(scalerStateLayout.growthTracker, grows ? 0 : tracker);
  const grown = Math.fround(scale * params.growthFactor);
  if (grows && grown <= params.maxScale) state.setFloat(scalerStateLayout.scale, grown);
};

/** Only that a parameter has been stepped stays. */
function clearFlags(state: StateWords, wordCount: number): void {
  state.setInt(optimizerStateLayout.found, 0);
  for (let i = optimizerStateLayout.flags; i < wordCount; i++) state.setInt(i, state.int(i) & parameterFlags.stepped);
}
