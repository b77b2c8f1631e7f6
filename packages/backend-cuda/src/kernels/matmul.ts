import { elementCount, type KernelParams, type Tf32Rounding, type View } from "@binade/backend";
import { wide } from "../launch/encodeCall.ts";
import type { Launch, Launcher } from "../launch/launcher.ts";

/** Rows and columns of the output that a block of threads computes, in every variant. */
const tile = 64;

const tf32Numbers: { readonly [R in Tf32Rounding]: number } = { rna: 1, rz: 2, rne: 3 };

/** One of the kernels that multiply matrices; they are called alike. */
export interface MatmulVariant {
  readonly kernel: string;
  readonly threads: number;
  /** On the host device, which GPU's tensor cores it models: a row of `units` in `native/mma/models.gen.h`. */
  readonly unit: number;
}

const exact: MatmulVariant = { kernel: "matmul", threads: 256, unit: 0 };

/** `[…, m, k] × […, k, n] (+ bias) → […, m, n]` by N5. */
export function matmul(
  launcher: Launcher,
  outputs: readonly View[],
  inputs: readonly View[],
  params: KernelParams["matmul"],
): void {
  launcher.run(matmulLaunch(exact, outputs, inputs, params));
}

export function matmulLaunch(
  { kernel, threads, unit }: MatmulVariant,
  [y]: readonly View[],
  [a, b, bias]: readonly View[],
  { tf32 }: KernelParams["matmul"],
): Launch {
  const [m, n] = y!.shape.slice(-2) as [number, number];
  const k = a!.shape[a!.shape.length - 1]!;
  const operands = bias === undefined ? [a!, b!] : [a!, b!, bias];
  const strides = operands.flatMap((view) => view.strides.slice(-2).flatMap(wide));
  const rounding = tf32 === undefined ? 0 : tf32Numbers[tf32];
  const tiles = Math.ceil(m / tile) * Math.ceil(n / tile);
  return {
    kernel,
    views: [y!, ...operands.map(batchOf)],
    words: [m, n, k, rounding, bias === undefined ? 0 : 1, unit, ...strides],
    blocks: { count: elementCount(y!.shape.slice(0, -2)) * tiles, threads },
  };
}

/** The first elements of the matrices of a batch. */
function batchOf(view: View): View {
  return { ...view, shape: view.shape.slice(0, -2), strides: view.strides.slice(0, -2) };
}
