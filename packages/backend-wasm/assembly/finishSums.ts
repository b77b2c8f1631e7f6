import { stageFloats } from "./operand";
import { storeFloats } from "./results";
import { CHUNK, stageOf } from "./workspace";

/** Round sums `first` … `end` once to the output, after a bias has been added to each in f32; no bias is the operand 0. */
export function finishSums(first: u32, end: u32, target: usize, dtype: i32, sums: usize, bias: usize): void {
  for (let start = first; start < end; start += CHUNK) {
    const length = min(CHUNK, end - start);
    let source = sums + (start << 2);
    if (bias != 0) {
      const terms = stageFloats(bias, start, length, 0, start > first);
      addTo(stageOf(1), source, terms, length);
      source = stageOf(1);
    }
    storeFloats(dtype, source, length, target, start);
  }
}

@inline
function addTo(target: usize, a: usize, b: usize, count: u32): void {
  for (let i: usize = 0; i < count << 2; i += 16) v128.store(target + i, f32x4.add(v128.load(a + i), v128.load(b + i)));
}
