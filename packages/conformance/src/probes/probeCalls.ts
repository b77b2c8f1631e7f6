/** Calls of kernels, written briefly: words as hex texts with spaces, all operands vectors unless a shape says otherwise. */
import {
  type BinaryOp,
  type CompareOp,
  type Dtype,
  dtypes,
  type FloatDtype,
  type KernelName,
  type KernelParams,
  type Tf32Rounding,
  type UnaryOp,
} from "@binade/backend";
import { encode } from "@binade/softfloat";
import type { ConformanceCase, Operand } from "../cases/conformanceCase.ts";
import { written } from "../cases/operands.ts";
import { formatOf } from "../spec/formatOf.ts";
import type { Word } from "../spec/specTensor.ts";

/** A vector of words that are given in hex. */
export function vector(dtype: Dtype, hex: string): Operand {
  const words = hex.split(" ").map((word) => Number.parseInt(word, 16));
  return { dtype, shape: [words.length], words };
}

/** A word as hex digits of its dtype's width. */
export function hexOf(dtype: Dtype, word: Word): string {
  return word.toString(16).padStart(2 * dtypes[dtype].byteWidth, "0");
}

export function call<N extends KernelName>(
  kernel: N,
  params: KernelParams[N],
  outputs: readonly Operand[],
  inputs: readonly Operand[],
): ConformanceCase {
  const dtype = (inputs[0] ?? (outputs[0] as Operand)).dtype;
  return { id: "probe", kernel, op: kernel, dtype, set: "specials", params, outputs, inputs };
}

export function binaryCall(op: BinaryOp, dtype: Dtype, a: string, b: string): ConformanceCase {
  const [left, right] = [vector(dtype, a), vector(dtype, b)];
  return call("binary", { op }, [written(dtype, left.shape)], [left, right]);
}

export function compareCall(op: CompareOp, dtype: Dtype, a: string, b: string): ConformanceCase {
  const [left, right] = [vector(dtype, a), vector(dtype, b)];
  return call("compare", { op }, [written("u8", left.shape)], [left, right]);
}

export function unaryCall(op: UnaryOp, dtype: Dtype, x: string): ConformanceCase {
  const operand = vector(dtype, x);
  return call("unary", { op }, [written(dtype, operand.shape)], [operand]);
}

export function castCall(from: Dtype, to: Dtype, x: string, saturate = false): ConformanceCase {
  const operand = vector(from, x);
  return call("cast", { saturate }, [written(to, operand.shape)], [operand]);
}

/** `times` products `a · b` that start at index `at` of k; all other products are +0 · +0. */
export interface Term {
  readonly at: number;
  readonly times?: number;
  readonly a: number;
  readonly b: number;
}

/** How a call of {@link dotCall} multiplies and where its results go. */
export interface DotOptions {
  readonly k?: number;
  readonly tf32?: Tf32Rounding;
  readonly to?: FloatDtype;
}

/** Dot products, each a matrix product of its own in one batch; numbers have to be exact in the dtype. */
export function dotCall(
  dtype: FloatDtype,
  rows: readonly (readonly Term[])[],
  { k = 32, tf32, to = "f32" }: DotOptions = {},
): ConformanceCase {
  const operandOf = (pick: (term: Term) => number, shape: readonly number[]): Operand => {
    const words = new Array<Word>(rows.length * k).fill(0);
    for (const [row, terms] of rows.entries()) {
      for (const term of terms) {
        const [start, word] = [row * k + term.at, encode(formatOf[dtype], pick(term))];
        words.fill(word, start, start + (term.times ?? 1));
      }
    }
    return { dtype, shape, words };
  };
  const a = operandOf((term) => term.a, [rows.length, 1, k]);
  const b = operandOf((term) => term.b, [rows.length, k, 1]);
  return call("matmul", tf32 === undefined ? {} : { tf32 }, [written(to, [rows.length, 1, 1])], [a, b]);
}
