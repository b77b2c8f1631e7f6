import type { View } from "@binade/backend";
import { loadWords, outputWords } from "../elements.ts";
import type { Memory } from "../memory.ts";

export function copy(memory: Memory, [y]: readonly View[], [x]: readonly View[]): void {
  outputWords(memory, y!).set(loadWords(memory, x!));
}
