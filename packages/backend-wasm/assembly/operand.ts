/**
 * An operand is a table entry that the caller has written: a pointer, a dtype, and the axes of its view after merging.
 * Elements are numbered in row-major order; `gather` copies a range of them, whatever the strides.
 */
import { F32, I32, U8, widthShift } from "./dtype";
import { positionRoom, stageOf, wordsOf } from "./workspace";
import { widen, widenBytes } from "./widen";

export const POINTER = 0;
export const DTYPE = 4;
export const RANK = 8;
export const SHAPE = 16;
export const STRIDES = 80;

@inline
function axis(operand: usize, i: i32): usize {
  return operand + (<usize>i << 2);
}

/** Whether the elements lie one after the other. */
@inline
export function isDense(operand: usize): bool {
  return load<i32>(operand, RANK) == 1 && load<i32>(operand, STRIDES) == 1;
}

/** Whether it is a matrix whose columns, not rows, have their elements one after the other. */
@inline
export function isTransposed(operand: usize): bool {
  return load<i32>(operand, RANK) == 2 && load<i32>(operand, STRIDES) == 1;
}

/** Whether all elements are one and the same. */
@inline
function isConstant(operand: usize): bool {
  return load<i32>(operand, RANK) == 1 && load<i32>(operand, STRIDES) == 0;
}

/**
 * Pointer to `count` elements from `start` on as f32: the operand's own memory if it can be, else staged in `slot`. `again`
 * says that the slot holds an earlier chunk of the same operand, no shorter: one of a constant need not be staged again.
 */
export function stageFloats(operand: usize, start: u32, count: u32, slot: i32, again: bool = false): usize {
  const target = stageOf(slot);
  return again && isConstant(operand) ? target : floatsAt(operand, start, count, target, wordsOf(slot));
}

/** The same with rooms of the caller's: `target` for the numbers, `room` for words that are widened. */
export function floatsAt(operand: usize, start: u32, count: u32, target: usize, room: usize): usize {
  const dtype = load<i32>(operand, DTYPE);
  const words = stageWords(operand, start, count, dtype == F32 ? target : room);
  if (dtype == F32) return words;
  widen(dtype, words, count, target);
  return target;
}

/** The same for i32 and u8, as i32. */
export function stageInts(operand: usize, start: u32, count: u32, slot: i32, again: bool = false): usize {
  const dtype = load<i32>(operand, DTYPE);
  const target = stageOf(slot);
  if (again && isConstant(operand)) return target;
  const words = stageWords(operand, start, count, dtype == I32 ? target : wordsOf(slot));
  if (dtype == I32) return words;
  widenBytes(words, count, target);
  return target;
}

/** Pointer to `count` words from `start` on: in place where they are dense, else gathered at `target`. */
export function stageWords(operand: usize, start: u32, count: u32, target: usize): usize {
  if (isDense(operand)) return load<usize>(operand, POINTER) + (start << widthShift(load<i32>(operand, DTYPE)));
  gather(operand, start, count, target);
  return target;
}

/** Copy words in row-major order. */
export function gather(operand: usize, start: u32, count: u32, target: usize): void {
  const shift = widthShift(load<i32>(operand, DTYPE));
  if (isDense(operand)) memory.copy(target, load<usize>(operand, POINTER) + (start << shift), count << shift);
  else if (shift == 2) gatherStrided<u32>(operand, start, count, target);
  else if (shift == 1) gatherStrided<u16>(operand, start, count, target);
  else gatherStrided<u8>(operand, start, count, target);
}

function gatherStrided<T>(operand: usize, start: u32, count: u32, to: usize): void {
  const position = positionRoom(); // operands are walked one at a time
  const last = load<i32>(operand, RANK) - 1;
  let from = load<usize>(operand, POINTER);
  let rest = start;
  for (let i = last; i >= 0; i--) {
    const size = load<u32>(axis(operand, i), SHAPE);
    const index = rest % size;
    rest /= size;
    store<u32>(axis(position, i), index);
    from += index * load<u32>(axis(operand, i), STRIDES) * sizeof<T>();
  }
  const size = load<u32>(axis(operand, last), SHAPE);
  const step = load<u32>(axis(operand, last), STRIDES) * sizeof<T>();
  let index = load<u32>(axis(position, last));
  for (let left = count; ; ) {
    const run = min(size - index, left);
    copyRun<T>(from, step, run, to);
    left -= run;
    if (left == 0) return;
    to += run * sizeof<T>();
    from -= index * step;
    index = 0;
    for (let i = last - 1; i >= 0; i--) {
      const stride = load<u32>(axis(operand, i), STRIDES) * sizeof<T>();
      const next = load<u32>(axis(position, i)) + 1;
      from += stride;
      if (next < load<u32>(axis(operand, i), SHAPE)) {
        store<u32>(axis(position, i), next);
        break;
      }
      from -= next * stride;
      store<u32>(axis(position, i), 0);
    }
  }
}

/** `count` words, `step` bytes apart. */
@inline
export function copyRun<T>(from: usize, step: usize, count: u32, to: usize): void {
  if (step == sizeof<T>() && count > 128) {
    memory.copy(to, from, count * sizeof<T>());
    return;
  }
  if (step == 0 && count > 16) {
    fillWords<T>(to, load<T>(from), count);
    return;
  }
  const end = to + count * sizeof<T>();
  if (step == sizeof<T>()) {
    for (; to + 16 <= end; to += 16, from += 16) v128.store(to, v128.load(from));
    for (; to < end; to += sizeof<T>(), from += sizeof<T>()) store<T>(to, load<T>(from));
    return;
  }
  for (; to < end; to += sizeof<T>(), from += step) store<T>(to, load<T>(from));
}

/** `count` times one word. */
export function fillWords<T>(to: usize, word: T, count: u32): void {
  const vector = v128.splat<T>(word);
  const end = to + count * sizeof<T>();
  for (; to + 16 <= end; to += 16) v128.store(to, vector);
  for (; to < end; to += sizeof<T>()) store<T>(to, word);
}
