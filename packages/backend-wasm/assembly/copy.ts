import { widthShift } from "./dtype";
import { DTYPE, gather } from "./operand";

/** The words of elements `first` … `end` of a view in row-major order. */
export function copy(first: u32, end: u32, target: usize, x: usize): void {
  if (first < end) gather(x, first, end - first, target + (first << widthShift(load<i32>(x, DTYPE))));
}
