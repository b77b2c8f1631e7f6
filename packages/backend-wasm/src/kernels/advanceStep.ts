import { optimizerStateLayout } from "@binade/backend";
import type { WasmKernel } from "./machine.ts";
import { stateWords } from "./stateWords.ts";

/** A skipped step does not count (N10). */
export const advanceStep: WasmKernel<"advanceStep"> = (machine, [optimizerState]) => {
  const state = stateWords(machine, optimizerState!);
  const { found, step } = optimizerStateLayout;
  if (state.int(found) === 0) state.setInt(step, state.int(step) + 1);
};
