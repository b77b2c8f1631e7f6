import { type Dtype, isFloatDtype, type ReduceOp } from "@binade/backend";
import { encode, FP32 } from "@binade/softfloat";
import type { Codes } from "../support/codes.ts";
import { argmax, maximum, minimum } from "./order.ts";
import { formatOf, narrow, over, plus, widen, zero } from "./rounded.ts";

const blockLength = 4096;
const laneCount = 64;

/** N6: the elements of each result in row-major order of the reduced axes, then the op on that sequence. */
export function reduce(x: Codes, op: ReduceOp, axes: readonly number[], outputDtype: Dtype): number[] {
  const groups = groupsOf(x, axes);
  return groups.map((codes) =>
    isFloatDtype(x.dtype) ? reduceFloats(x.dtype, codes, op, outputDtype) : reduceIntegers(x.dtype, codes, op),
  );
}

/** f32 codes summed: blocks of 4096, 64 lanes from +0, a tree; block results by the same rule. */
export function sumSequence(codes: readonly number[]): number {
  const blocks: number[] = [];
  for (let start = 0; start < codes.length; start += blockLength) {
    blocks.push(sumBlock(codes.slice(start, start + blockLength)));
  }
  if (blocks.length === 0) return zero;
  return blocks.length === 1 ? blocks[0]! : sumSequence(blocks);
}

function sumBlock(codes: readonly number[]): number {
  let lanes = new Array<number>(laneCount).fill(zero);
  codes.forEach((code, i) => {
    lanes[i % laneCount] = plus(lanes[i % laneCount]!, code);
  });
  while (lanes.length > 1) {
    const half = lanes.length / 2;
    lanes = lanes.slice(0, half).map((lane, j) => plus(lane, lanes[j + half]!));
  }
  return lanes[0]!;
}

function reduceFloats(dtype: Dtype, codes: readonly number[], op: ReduceOp, outputDtype: Dtype): number {
  const format = formatOf(dtype);
  switch (op) {
    case "argmax":
      return argmax(format, codes);
    case "max":
      return codes.reduce((best, code) => maximum(format, best, code));
    case "min":
      return codes.reduce((best, code) => minimum(format, best, code));
    default: {
      const sum = sumSequence(codes.map((code) => widen(dtype, code)));
      return narrow(outputDtype, op === "sum" ? sum : over(sum, encode(FP32, codes.length)));
    }
  }
}

function reduceIntegers(dtype: Dtype, codes: readonly number[], op: ReduceOp): number {
  const values = codes.map((code) => (dtype === "i32" ? code | 0 : code));
  const largest = values.reduce((best, value) => Math.max(best, value), Number.NEGATIVE_INFINITY);
  const smallest = values.reduce((best, value) => Math.min(best, value), Number.POSITIVE_INFINITY);
  const results: { readonly [O in ReduceOp]?: () => bigint } = {
    sum: () => values.reduce((sum, value) => sum + BigInt(value), 0n),
    max: () => BigInt(largest),
    min: () => BigInt(smallest),
    argmax: () => BigInt(values.indexOf(largest)),
  };
  return Number(BigInt.asUintN(32, results[op]!()));
}

function groupsOf({ shape, codes }: Codes, axes: readonly number[]): number[][] {
  const kept = shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const groupCount = kept.reduce((product, axis) => product * shape[axis]!, 1);
  const groups = Array.from({ length: groupCount }, (): number[] => []);
  codes.forEach((code, i) => {
    let group = 0;
    let rest = i;
    const index = new Array<number>(shape.length);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index[axis] = rest % shape[axis]!;
      rest = Math.floor(rest / shape[axis]!);
    }
    for (const axis of kept) group = group * shape[axis]! + index[axis]!;
    groups[group]!.push(code);
  });
  return groups;
}
