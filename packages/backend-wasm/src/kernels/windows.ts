import { dtypes, elementCount, type View, type Window2d } from "@binade/backend";
import { dtypeCodes } from "../module/operandTable.ts";
import { elementRange } from "../threads/ranges.ts";
import type { Machine } from "./machine.ts";

/** Tell the module how a window moves over planes `[h, w]` and how many places `[oh, ow]` it has. */
export function describeWindow(
  { wasm, memory }: Machine,
  size: readonly number[],
  outSize: readonly number[],
  { kernelSize, stride, padding, dilation }: Window2d,
): void {
  memory.words.set([...size, ...outSize, ...kernelSize, ...stride, ...padding, ...dilation], wasm.windowTable() >>> 2);
}

/** Address of the elements of a view as f32, one after the other: in place if they lie so, else made in `room`. */
export function floatsOf({ threads, memory, operands }: Machine, view: View, isInPlace: boolean, room: number): number {
  if (isInPlace) return memory.addressOfView(view);
  threads.run("cast", elementRange(elementCount(view.shape)), [room, dtypeCodes.f32, operands.describe(0, view), 0]);
  return room;
}

/** Strides in bytes. */
export function byteStrides({ strides, dtype }: View): number[] {
  return strides.map((stride) => stride * dtypes[dtype].byteWidth);
}

/** log2 of an element's bytes. */
export function widthShift({ dtype }: View): number {
  return 31 - Math.clz32(dtypes[dtype].byteWidth);
}
