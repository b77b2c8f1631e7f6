import { gather } from "./operand";

/** The words of a view in row-major order. */
export function copy(target: usize, count: u32, x: usize): void {
  if (count != 0) gather(x, 0, count, target);
}
