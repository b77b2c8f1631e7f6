import { elementCount, optimizerStateLayout, scalerStateLayout } from "@binade/backend";
import type { WasmKernel } from "./machine.ts";
import { stateWords } from "./stateWords.ts";

/** g = g·rn(1 ÷ scale) for every gradient; which held an infinity or a NaN goes to its flag word (N12). */
export const unscaleAndCheck: WasmKernel<"unscaleAndCheck"> = (
  machine,
  [optimizerState, ...gradients],
  [scalerState],
  { parameters, recheck },
) => {
  const { wasm, operands } = machine;
  const inverse = Math.fround(1 / stateWords(machine, scalerState!).float(scalerStateLayout.scale));
  const state = stateWords(machine, optimizerState!);
  for (const [i, view] of gradients.entries()) {
    const [operand, count] = [operands.describe(0, view), elementCount(view.shape)];
    let flags = wasm.nonFiniteFlags(operand, count);
    wasm.multiplyBy(operand, count, inverse);
    if (recheck) flags |= wasm.nonFiniteFlags(operand, count);
    if (flags === 0) continue;
    const word = optimizerStateLayout.flags + parameters[i]!;
    state.setInt(word, state.int(word) | flags);
    state.setInt(optimizerStateLayout.found, 1);
  }
};
