import { optimizerStateLayout, type View } from "@binade/backend";
import type { Memory } from "../memory.ts";

/** A skipped step does not count (N10). */
export function advanceStep(memory: Memory, [optimizerState]: readonly View[]): void {
  const state = memory.state(optimizerState!).ints;
  if (state[optimizerStateLayout.found] === 0) state[optimizerStateLayout.step]! += 1;
}
