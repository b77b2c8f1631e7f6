/**
 * The sum of a sequence of any length, block by block. Block results are a sequence of their own, one level up; a level
 * that is full becomes one number of the next as soon as another comes.
 */
import { BLOCK, sumBlock } from "./sum";
import { countsRoom } from "./workspace";

const LEVELS: u32 = 3;

/** Bytes that `room` needs. */
export const SEQUENCE_ROOM: usize = <usize>LEVELS * <usize>BLOCK * 4;

export function startSequence(): void {
  v128.store(countsRoom(), i32x4.splat(0));
}

/** Add the sum of the next block. `room` is the same in all calls of one sequence. */
export function pushBlock(room: usize, value: f32): void {
  pushAt(room, 0, value);
}

function pushAt(room: usize, level: u32, value: f32): void {
  const at = countsRoom() + (level << 2);
  const numbers = room + level * BLOCK * 4;
  if (load<u32>(at) == BLOCK) {
    pushAt(room, level + 1, sumBlock(numbers, BLOCK));
    store<u32>(at, 0);
  }
  const count = load<u32>(at);
  store<f32>(numbers + (count << 2), value);
  store<u32>(at, count + 1);
}

/** What all blocks sum to; one block is its own sum. */
export function endSequence(room: usize): f32 {
  const counts = countsRoom();
  let level: u32 = 0;
  while (level + 1 < LEVELS && load<u32>(counts + ((level + 1) << 2)) != 0) {
    pushAt(room, level + 1, sumBlock(room + level * BLOCK * 4, load<u32>(counts + (level << 2))));
    level++;
  }
  const numbers = room + level * BLOCK * 4;
  const count = load<u32>(counts + (level << 2));
  return count == 1 ? load<f32>(numbers) : sumBlock(numbers, count);
}
