import { elementCount, type KernelParams, type Tf32Rounding, type View } from "@binade/backend";
import { dtypeCodes } from "../module/operandTable.ts";
import { elementRange } from "../threads/ranges.ts";
import type { Machine, WasmKernel } from "./machine.ts";
import { forEachBatch, matrixAt } from "./matmulBatches.ts";
import { piecesOf } from "./matmulPieces.ts";

/** Codes in `assembly/matmul/tf32.ts`; 0 is no rounding. */
const tf32Codes: { readonly [R in Tf32Rounding]: number } = { rna: 1, rz: 2, rne: 3 };

/**
 * `[…, m, k] × […, k, n] (+ bias) → […, m, n]` by N5. Sums of a 16-bit output are kept in f32 until the bias is added.
 */
export const matmul: WasmKernel<"matmul"> = (machine, [output], inputs, params) => {
  const { threads, memory } = machine;
  const [a, b, bias] = inputs as [View, View, View?];
  const y = output as View;
  const count = elementCount(y.shape);
  if (count === 0) return;
  memory.withScratch(y.dtype === "f32" ? 0 : count * 4, (room) => {
    const target = memory.addressOfView(y);
    const sums = y.dtype === "f32" ? target : room;
    multiplyBatches(machine, { y, a, b }, sums, params);
    if (y.dtype === "f32" && bias === undefined) return;
    const operand = bias === undefined ? 0 : machine.operands.describe(2, bias);
    threads.run("finishSums", elementRange(count), [target, dtypeCodes[y.dtype], sums, operand]);
  });
};

function multiplyBatches(
  { wasm, threads, operands }: Machine,
  { y, a, b }: { readonly y: View; readonly a: View; readonly b: View },
  sums: number,
  params: KernelParams["matmul"],
): void {
  const [m, n] = y.shape.slice(-2) as [number, number];
  const k = a.shape.at(-1)!;
  if (k === 0) {
    wasm.fill(sums, dtypeCodes.f32, elementCount(y.shape), 0);
    return;
  }
  const tf32 = params.tf32 === undefined ? 0 : tf32Codes[params.tf32];
  const { range, rows, columns } = piecesOf([m, n, k], threads);
  // Panels hold rows of a and columns of b. An operand is read in the direction in which it lies.
  const [aAcross, bAcross] = [isAcross(a, -2, -1), isAcross(b, -1, -2)];
  forEachBatch(y.shape.slice(0, -2), [a.strides, b.strides], (batch, [aOffset, bOffset]) => {
    const left = matrixAt(a, a.offset + aOffset!);
    const right = matrixAt(b, b.offset + bOffset!);
    const aOperand = operands.describe(0, aAcross ? transposed(left) : left);
    const bOperand = operands.describe(1, bAcross ? right : transposed(right));
    const [c, across] = [sums + batch * m * n * 4, [aAcross ? 1 : 0, bAcross ? 1 : 0] as const];
    threads.run("matmul", range, [rows, columns, c, m, n, k, aOperand, across[0], bOperand, across[1], tf32]);
  });
}

/** Whether neighbours on axis `line` lie closer together than neighbours on the axis of k. */
function isAcross({ shape, strides }: View, line: number, k: number): boolean {
  if (shape.at(line) === 1 || shape.at(k) === 1) return shape.at(k) === 1;
  return Math.abs(strides.at(line)!) < Math.abs(strides.at(k)!) || strides.at(k) === 0;
}

function transposed(view: View): View {
  return { ...view, shape: [view.shape[1]!, view.shape[0]!], strides: [view.strides[1]!, view.strides[0]!] };
}
