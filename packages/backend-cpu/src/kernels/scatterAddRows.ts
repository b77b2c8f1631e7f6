import type { View } from "@binade/backend";
import { floatTarget, loadFloats, storeFloats } from "../elements.ts";
import type { Memory } from "../memory.ts";
import { loadRows } from "./rows.ts";

/** Adds in f32 from +0, in ascending order of the source, and rounds once (N7). */
export function scatterAddRows(memory: Memory, [y]: readonly View[], [g, index]: readonly View[]): void {
  const [rowCount, width] = y!.shape as [number, number];
  const rows = loadRows(memory, index!, rowCount);
  const source = loadFloats(memory, g!);
  const target = floatTarget(memory, y!).fill(0);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]! * width;
    for (let j = 0; j < width; j++) target[row + j]! += source[i * width + j]!;
  }
  storeFloats(memory, y!, target);
}
