import { elementCount, isDense, type View } from "@binade/backend";
import { dtypeCodes } from "../module/operandTable.ts";
import { elementRange } from "../threads/ranges.ts";
import type { Machine } from "./machine.ts";

/** Bytes of scratch for the elements of `view` as 32-bit words, if they have to be made at all. */
export function roomFor(view: View, dtype: "f32" | "i32"): number {
  return view.dtype === dtype && isDense(view) ? 0 : roundUp(elementCount(view.shape) * 4);
}

/**
 * Run `sum` with the address of f32 sums for the output `y`, and `room` bytes of scratch besides; then round the sums once.
 * The sums of an f32 output are the output itself.
 */
export function withSums(
  { threads, memory }: Machine,
  y: View,
  room: number,
  sum: (sums: number, scratch: number) => void,
): void {
  const target = memory.addressOfView(y);
  if (y.dtype === "f32") {
    memory.withScratch(room, (scratch) => sum(target, scratch));
    return;
  }
  const count = elementCount(y.shape);
  memory.withScratch(roundUp(count * 4) + room, (sums) => {
    sum(sums, sums + roundUp(count * 4));
    threads.run("finishSums", elementRange(count), [target, dtypeCodes[y.dtype], sums, 0]);
  });
}

/** Every piece of scratch has room for a vector behind its end. */
function roundUp(byteLength: number): number {
  return Math.ceil(byteLength / 64) * 64 + 64;
}
