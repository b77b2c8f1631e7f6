import { isFloat } from "./dtype";
import { maximumOf, minimumOf, orderOf } from "./extremes";
import { storeInts } from "./narrow";
import { DTYPE, floatsAt, stageFloats, stageInts } from "./operand";
import { storeFloats } from "./results";
import { endSequence, pushBlock, SEQUENCE_ROOM, startSequence } from "./sequence";
import { BLOCK, sumBlock } from "./sum";
import { CHUNK, scratch, stageOf } from "./workspace";

/** Codes of the reductions, in the order of `reduceCodes` in src/kernels/reduce.ts. */
export const SUM = 0, MEAN = 1, MAX = 2, MIN = 3, ARGMAX = 4;

/** Results `begin` … `end`, each of the next `count` elements of x in row-major order. */
export function reduceRows(begin: u32, end: u32, op: i32, target: usize, dtype: i32, count: u32, x: usize): void {
  const ofFloats = isFloat(load<i32>(x, DTYPE));
  // Short rows are staged together.
  const together = count < CHUNK ? CHUNK / max<u32>(count, 1) : 1;
  const results = stageOf(5);
  for (let first = begin; first < end; first += together) {
    const length = min(together, end - first);
    if (ofFloats) reduceFloats(op, x, first * count, length, count, results);
    else reduceInts(op, x, first * count, length, count, results);
    if (isFloat(dtype)) storeFloats(dtype, results, length, target, first);
    else storeInts(dtype, results, length, target + (dtype == 6 ? first : first << 2));
  }
}

function reduceFloats(op: i32, x: usize, start: u32, rows: u32, count: u32, results: usize): void {
  if (count > CHUNK) {
    const isArgmax = op == ARGMAX;
    if (isArgmax) store<i32>(results, argmaxOfLong(x, start, count));
    else store<f32>(results, op >= MAX ? extremeOfLong(op, x, start, count) : sumOfLong(op, x, start, count));
    return;
  }
  let source = stageFloats(x, start, rows * count, 0);
  for (let row: u32 = 0; row < rows; row++, source += count << 2) {
    const at = results + (row << 2);
    if (op == SUM) store<f32>(at, sumBlock(source, count));
    else if (op == MEAN) store<f32>(at, sumBlock(source, count) / <f32>count);
    else if (op == MAX) store<f32>(at, maximumOf(source, count));
    else if (op == MIN) store<f32>(at, minimumOf(source, count));
    else store<i32>(at, argmax(source, count, 0, true));
  }
}

/** `count` numbers, at most a block, wherever they are staged. */
@inline
function blockAt(x: usize, start: u32, count: u32): usize {
  const numbers = scratch() + SEQUENCE_ROOM;
  return floatsAt(x, start, count, numbers, numbers + <usize>BLOCK * 4 + 64);
}

function sumOfLong(op: i32, x: usize, start: u32, count: u32): f32 {
  startSequence();
  for (let at: u32 = 0; at < count; at += BLOCK) {
    const length = min(BLOCK, count - at);
    pushBlock(scratch(), sumBlock(blockAt(x, start + at, length), length));
  }
  const sum = endSequence(scratch());
  return op == MEAN ? sum / <f32>count : sum;
}

function extremeOfLong(op: i32, x: usize, start: u32, count: u32): f32 {
  let best: f32 = op == MAX ? -Infinity : Infinity;
  for (let at: u32 = 0; at < count; at += BLOCK) {
    const length = min(BLOCK, count - at);
    const numbers = blockAt(x, start + at, length);
    best = op == MAX ? max<f32>(best, maximumOf(numbers, length)) : min<f32>(best, minimumOf(numbers, length));
  }
  return best;
}

let bestOrder: i32 = 0;
let bestIndex: u32 = 0;

function argmaxOfLong(x: usize, start: u32, count: u32): i32 {
  for (let at: u32 = 0; at < count; at += BLOCK) {
    const length = min(BLOCK, count - at);
    argmax(blockAt(x, start + at, length), length, at, true);
  }
  return <i32>bestIndex;
}

/** Index of the first maximum so far, of words that lie at `base` … of the sequence. */
function argmax(source: usize, count: u32, base: u32, ofFloats: bool): i32 {
  if (base == 0) {
    bestIndex = 0;
    bestOrder = ofFloats ? orderOf(load<i32>(source)) : load<i32>(source);
  }
  for (let i: u32 = 0; i < count; i++) {
    const word = load<i32>(source + (i << 2));
    const order = ofFloats ? orderOf(word) : word;
    if (order > bestOrder) {
      bestOrder = order;
      bestIndex = base + i;
    }
  }
  return <i32>bestIndex;
}

/** Integers add modulo 2^32, so that their order is free. */
function reduceInts(op: i32, x: usize, start: u32, rows: u32, count: u32, results: usize): void {
  for (let row: u32 = 0; row < rows; row++) {
    let value: i32 = op == MAX ? i32.MIN_VALUE : op == MIN ? i32.MAX_VALUE : 0;
    for (let at: u32 = 0; at < count; at += CHUNK) {
      const length = min(CHUNK, count - at);
      const source = stageInts(x, start + row * count + at, length, 0);
      if (op == ARGMAX) value = argmax(source, length, at, false);
      else value = combineInts(op, value, source, length);
    }
    store<i32>(results + (row << 2), value);
  }
}

function combineInts(op: i32, start: i32, source: usize, count: u32): i32 {
  let value = start;
  for (let i: usize = 0; i < count << 2; i += 4) {
    const x = load<i32>(source + i);
    value = op == SUM ? value + x : op == MAX ? max(value, x) : min(value, x);
  }
  return value;
}
