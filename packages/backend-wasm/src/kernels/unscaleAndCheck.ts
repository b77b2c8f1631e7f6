import { elementCount, optimizerStateLayout, scalerStateLayout, type View } from "@binade/backend";
import { elementRange } from "../threads/ranges.ts";
import type { Machine, WasmKernel } from "./machine.ts";
import { stateWords } from "./stateWords.ts";

/** Elements that have a word of flags of their own. */
const chunk = 1024;

/** g = g·rn(1 ÷ scale) for every gradient; which held an infinity or a NaN goes to its flag word (N12). */
export const unscaleAndCheck: WasmKernel<"unscaleAndCheck"> = (
  machine,
  [optimizerState, ...gradients],
  [scalerState],
  { parameters, recheck },
) => {
  const inverse = Math.fround(1 / stateWords(machine, scalerState!).float(scalerStateLayout.scale));
  const chunks = gradients.map(({ shape }) => Math.ceil(elementCount(shape) / chunk));
  machine.memory.withScratch(Math.max(...chunks, 1) * 4, (room) => {
    for (const [i, view] of gradients.entries()) {
      const flags = unscale(machine, view, { inverse, recheck, room, chunks: chunks[i]! });
      if (flags === 0) continue;
      const state = stateWords(machine, optimizerState!);
      const word = optimizerStateLayout.flags + parameters[i]!;
      state.setInt(word, state.int(word) | flags);
      state.setInt(optimizerStateLayout.found, 1);
    }
  });
};

/** The flags of all chunks together. */
function unscale(
  { threads, memory, operands }: Machine,
  view: View,
  job: { readonly inverse: number; readonly recheck: boolean; readonly room: number; readonly chunks: number },
): number {
  const { inverse, recheck, room, chunks } = job;
  const range = elementRange(elementCount(view.shape));
  threads.run("unscale", range, [operands.describe(0, view), inverse, recheck ? 1 : 0, room]);
  const words = memory.words.subarray(room >>> 2, (room >>> 2) + chunks);
  return words.reduce((flags, word) => flags | word, 0);
}
