import { F32, widthShift } from "./dtype";
import { narrow } from "./narrow";
import { stageOf } from "./workspace";

/** Round staged f32 results once to elements `start` … of a dense output. */
export function storeFloats(dtype: i32, source: usize, count: u32, target: usize, start: u32): void {
  narrow(dtype, source, count, target + (start << widthShift(dtype)), false);
}

/** Where `count` results are made: in an f32 output itself if they fill whole vectors, else in a staging buffer. */
@inline
export function placeFor(dtype: i32, target: usize, start: u32, count: u32, slot: i32): usize {
  return dtype == F32 && (count & 3) == 0 ? target + (start << 2) : stageOf(slot);
}
