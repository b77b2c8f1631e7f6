import type { View } from "@binade/backend";
import { loadWords, outputWords } from "../elements.ts";
import type { Memory } from "../memory.ts";
import { loadRows } from "./rows.ts";

export function gatherRows(memory: Memory, [y]: readonly View[], [x, index]: readonly View[]): void {
  const [rowCount, width] = x!.shape as [number, number];
  const rows = loadRows(memory, index!, rowCount);
  const source = loadWords(memory, x!);
  const target = outputWords(memory, y!);
  for (let i = 0; i < rows.length; i++)
    target.set(source.subarray(rows[i]! * width, (rows[i]! + 1) * width), i * width);
}
