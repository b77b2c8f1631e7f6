import { stageFloats } from "../operand";
import { endSequence, pushBlock, SEQUENCE_ROOM, startSequence } from "../sequence";
import { BLOCK, sumBlock } from "../sum";
import { CHUNK, scratch } from "../workspace";

/** Sum of x·x, each product rounded, in the order of N6. */
export function sumOfSquares(x: usize, count: u32): f32 {
  const squares = scratch() + SEQUENCE_ROOM;
  startSequence();
  for (let block: u32 = 0; block < max<u32>(count, 1); block += BLOCK) {
    const length = min(BLOCK, count - block);
    for (let at: u32 = 0; at < length; at += CHUNK) {
      square(stageFloats(x, block + at, min(CHUNK, length - at), 0), min(CHUNK, length - at), squares + (at << 2));
    }
    pushBlock(scratch(), sumBlock(squares, length));
  }
  return endSequence(scratch());
}

@inline
function square(source: usize, count: u32, target: usize): void {
  for (let i: usize = 0; i < count << 2; i += 16) {
    const x = v128.load(source + i);
    v128.store(target + i, f32x4.mul(x, x));
  }
}

/** Sum of f32 numbers that lie one after the other, in the order of N6. */
export function sumOf(numbers: usize, count: u32): f32 {
  startSequence();
  for (let block: u32 = 0; block < max<u32>(count, 1); block += BLOCK) {
    const length = min(BLOCK, count - block);
    pushBlock(scratch(), sumBlock(numbers + (block << 2), length));
  }
  return endSequence(scratch());
}
