import { BackendError, elementCount, type View } from "@binade/backend";
import type { Machine } from "./machine.ts";

/**
 * Address of the elements of an i32 view, one after the other, each checked against how many rows or places there are.
 *
 * @param room - Scratch for a view whose elements do not lie so.
 * @throws {@link BackendError} `ERR_INDEX` naming the first that is out of range.
 */
export function rowIndices(
  { wasm, memory, operands }: Machine,
  index: View,
  rowCount: number,
  { isInPlace, room }: { readonly isInPlace: boolean; readonly room: number },
): number {
  const count = elementCount(index.shape);
  if (!isInPlace) wasm.copy(0, count, room, operands.describe(0, index));
  const address = isInPlace ? memory.addressOfView(index) : room;
  const position = wasm.firstWrongIndex(address, count, rowCount);
  if (position < 0) return address;
  const row = memory.words[(address >>> 2) + position]!;
  const message = `index: expected 0 … ${rowCount - 1}, got ${row} at position ${position}`;
  throw new BackendError("ERR_INDEX", message, { row, rowCount, position });
}
