import type { View } from "@binade/backend";
import { loadInts, loadWords, outputWords } from "../elements.ts";
import type { Memory } from "../memory.ts";

export function select(memory: Memory, [y]: readonly View[], inputs: readonly View[]): void {
  const condition = loadInts(memory, inputs[0]!);
  const a = loadWords(memory, inputs[1]!);
  const b = loadWords(memory, inputs[2]!);
  const words = outputWords(memory, y!);
  for (let i = 0; i < words.length; i++) words[i] = condition[i] !== 0 ? a[i]! : b[i]!;
}
