import { elementCount, type KernelParams, type Tf32Rounding, type View } from "@binade/backend";
import { wide } from "../launch/encodeCall.ts";
import type { Launcher } from "../launch/launcher.ts";

/** Rows and columns of the output that a block of threads computes. */
const tile = 64;
const threads = 256;

const tf32Numbers: { readonly [R in Tf32Rounding]: number } = { rna: 1, rz: 2, rne: 3 };

/** `[…, m, k] × […, k, n] (+ bias) → […, m, n]` by N5. */
export function matmul(
  launcher: Launcher,
  [y]: readonly View[],
  [a, b, bias]: readonly View[],
  { tf32 }: KernelParams["matmul"],
): void {
  const [m, n] = y!.shape.slice(-2) as [number, number];
  const k = a!.shape[a!.shape.length - 1]!;
  const operands = bias === undefined ? [a!, b!] : [a!, b!, bias];
  const strides = operands.flatMap((view) => view.strides.slice(-2).flatMap(wide));
  const rounding = tf32 === undefined ? 0 : tf32Numbers[tf32];
  const tiles = Math.ceil(m / tile) * Math.ceil(n / tile);
  launcher.run({
    kernel: "matmul",
    views: [y!, ...operands.map(batchOf)],
    words: [m, n, k, rounding, bias === undefined ? 0 : 1, 0, ...strides],
    blocks: { count: elementCount(y!.shape.slice(0, -2)) * tiles, threads },
  });
}

/** The first elements of the matrices of a batch. */
function batchOf(view: View): View {
  return { ...view, shape: view.shape.slice(0, -2), strides: view.strides.slice(0, -2) };
}
