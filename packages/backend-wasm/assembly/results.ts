import { widthShift } from "./dtype";
import { narrow } from "./narrow";

/** Round staged f32 results once to elements `start` … of a dense output. */
export function storeFloats(dtype: i32, source: usize, count: u32, target: usize, start: u32): void {
  narrow(dtype, source, count, target + (start << widthShift(dtype)), false);
}
