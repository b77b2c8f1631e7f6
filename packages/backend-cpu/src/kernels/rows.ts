import { BackendError, type View } from "@binade/backend";
import { loadInts } from "../elements.ts";
import type { Memory } from "../memory.ts";

/** Numbers of rows, or of places in a plane, each checked against how many there are. */
export function loadRows(memory: Memory, index: View, rowCount: number): Int32Array | Uint8Array {
  const rows = loadInts(memory, index);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (row < 0 || row >= rowCount) {
      const message = `index: expected 0 … ${rowCount - 1}, got ${row} at position ${i}`;
      throw new BackendError("ERR_INDEX", message, { row, rowCount, position: i });
    }
  }
  return rows;
}
