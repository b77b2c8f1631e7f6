import type { KernelName } from "@binade/backend";
import type { Fault, FaultCall, FaultOperand } from "./faultyBackend.ts";
import { f32, isNaN32, valueOf32, wordOf32 } from "./floats.ts";
import { dtypeOf, fault, isF32, type PlantedFault, recompute, wordsOf } from "./plant.ts";

/** The f32 values of the k pairs of one element of a product, of any number of batches. */
function pairsOf(call: FaultCall<"matmul">, i: number): { a: number[]; b: number[] } {
  const [left, right] = call.inputs as [FaultOperand, FaultOperand];
  const [m, n] = (call.outputs[0] as FaultOperand).shape.slice(-2) as [number, number];
  const depth = left.shape[left.shape.length - 1] as number;
  const [batch, row, column] = [Math.floor(i / (m * n)), Math.floor(i / n) % m, i % n];
  return {
    a: Array.from({ length: depth }, (_, k) => valueOf32(left.words[(batch * m + row) * depth + k] as number)),
    b: Array.from({ length: depth }, (_, k) => valueOf32(right.words[(batch * depth + k) * n + column] as number)),
  };
}

const isF32Product = (call: FaultCall<"matmul">): boolean =>
  isF32(call) && dtypeOf(call, 1) === "f32" && call.params.tf32 === undefined;

const isPlainProduct = (call: FaultCall<"matmul">): boolean =>
  isF32Product(call) && call.inputs.length === 2 && call.inputs[0]?.shape.length === 2;

/** Another sum of the products of two f32 matrices; the bias is added as it should be. */
const product = (compute: (a: readonly number[], b: readonly number[]) => number): Fault<KernelName> =>
  recompute("matmul", isF32Product, (call, i) => {
    const { a, b } = pairsOf(call, i);
    const bias = call.inputs[2]?.words[i];
    return wordOf32(bias === undefined ? compute(a, b) : f32(f32(compute(a, b)) + valueOf32(bias)));
  });

/** In matrix products. */
export const productFaults: readonly PlantedFault[] = [
  {
    name: "fused multiply-add in a product",
    does: "accumulates f32 products with one rounding",
    cause: "dot-fused",
    kernels: ["matmul"],
    op: "f32 × f32",
    faults: [product((a, b) => blockDot(a, b, 256, fusedValue))],
  },
  {
    name: "no blocks of 256",
    does: "accumulates along all of k",
    cause: "dot-sequential",
    kernels: ["matmul"],
    op: "f32 × f32",
    faults: [product((a, b) => a.reduce((sum, x, k) => f32(sum + f32(x * (b[k] as number))), 0))],
  },
  {
    name: "empty product skipped",
    does: "does nothing where k is 0, so that the result keeps what was in memory",
    cause: "empty-sums-skipped",
    kernels: ["matmul"],
    op: "f32 × f32",
    faults: [
      fault<"matmul">({
        kernel: "matmul",
        hits: ({ inputs: [a] }) => a?.shape[a.shape.length - 1] === 0,
        after: ({ before, outputs }) => wordsOf(outputs[0] as FaultOperand).set(wordsOf(before[0] as FaultOperand)),
      }),
    ],
  },
  {
    name: "accumulator without +0",
    does: "starts at the first product, so that −0 stays",
    cause: "dot-without-zero",
    kernels: ["matmul"],
    op: "f32 × f32",
    faults: [
      product((a, b) =>
        a.length === 0 ? 0 : a.map((x, k) => f32(x * (b[k] as number))).reduce((sum, x) => f32(sum + x)),
      ),
    ],
  },
  {
    name: "binary64 accumulator",
    does: "accumulates products in binary64",
    cause: "sum-wide",
    kernels: ["matmul"],
    op: "f32 × f32",
    faults: [product((a, b) => a.reduce((sum, x, k) => sum + x * (b[k] as number), 0))],
  },
  {
    name: "tf32 NaN lost",
    does: "cuts the low 13 bits of a NaN operand off",
    cause: "tf32-nan-lost",
    kernels: ["matmul"],
    op: "tf32",
    faults: [
      fault({
        kernel: "matmul",
        hits: (call) => call.params.tf32 !== undefined,
        prepare: ({ inputs }) => {
          for (const { words } of inputs.slice(0, 2))
            for (let i = 0; i < words.length; i++)
              if (isNaN32(words[i] as number)) words[i] = ((words[i] as number) & ~0x1fff) >>> 0;
        },
      }),
    ],
  },
  {
    name: "tf32 NaN to zero",
    does: "reads a NaN operand of a tf32 product as zero",
    cause: "tf32-nan-to-zero",
    kernels: ["matmul"],
    op: "tf32",
    faults: [
      fault({
        kernel: "matmul",
        hits: (call) => call.params.tf32 !== undefined,
        prepare: ({ inputs }) => {
          for (const { words } of inputs.slice(0, 2))
            for (let i = 0; i < words.length; i++) if (isNaN32(words[i] as number)) words[i] = 0;
        },
      }),
    ],
  },
  {
    name: "tf32 tie rule",
    does: "rounds tf32 operands to even where ties go away",
    cause: "tf32-rne",
    kernels: ["matmul"],
    op: "tf32",
    faults: [
      fault({
        kernel: "matmul",
        hits: (call) => call.params.tf32 === "rna",
        prepare: ({ inputs }) => {
          for (const { words } of inputs.slice(0, 2))
            for (let i = 0; i < words.length; i++) {
              const word = words[i] as number;
              if ((word & 0x7f800000) !== 0x7f800000) words[i] = ((word + 0xfff + ((word >>> 13) & 1)) & ~0x1fff) >>> 0;
            }
        },
      }),
    ],
  },
  {
    name: "one element past the tile",
    does: "adds one product beyond k when k is no multiple of 4",
    cause: "reads-past-k",
    kernels: ["matmul"],
    op: "f32 × f32",
    faults: [
      recompute(
        "matmul",
        (call) => isPlainProduct(call) && (call.inputs[0]?.shape[1] as number) % 4 !== 0,
        (call, i) => {
          const [left, right] = call.inputs as [FaultOperand, FaultOperand];
          const depth = left.shape[1] as number;
          const n = right.shape[1] as number;
          const { a, b } = pairsOf(call, i);
          const beyond = (words: Uint32Array, at: number): number =>
            valueOf32(at < words.length ? (words[at] as number) : 0xffffffff);
          const [row, column] = [Math.floor(i / n), i % n];
          return wordOf32(
            blockDot(
              [...a, beyond(left.words, (row + 1) * depth)],
              [...b, beyond(right.words, depth * n + column)],
              256,
            ),
          );
        },
      ),
    ],
  },
];

/** An f32 product and sum with one rounding: exact in two parts, then rounded to odd in binary64. */
function fusedValue(a: number, b: number, c: number): number {
  const p = a * b; // exact: 24 + 24 digits
  const sum = p + c;
  const back = sum - p;
  const error = p - (sum - back) + (c - back);
  if (!Number.isFinite(sum) || error === 0) return f32(sum);
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, sum);
  const word = view.getBigUint64(0);
  if ((word & 1n) === 0n) view.setBigUint64(0, word + (error > 0 === sum > 0 ? 1n : -1n));
  return f32(view.getFloat64(0));
}

function blockDot(
  a: readonly number[],
  b: readonly number[],
  blocks: number,
  step: (x: number, y: number, sum: number) => number = (x, y, sum) => f32(sum + f32(x * y)),
): number {
  let total = 0;
  for (let from = 0; from < a.length; from += blocks) {
    let sum = 0;
    for (let k = from; k < Math.min(from + blocks, a.length); k++) sum = step(a[k] as number, b[k] as number, sum);
    total = f32(total + sum);
  }
  return total;
}
