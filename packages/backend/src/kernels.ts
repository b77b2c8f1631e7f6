import type { Backend } from "./backend.ts";
import { BackendError } from "./backendError.ts";
import type { View } from "./view.ts";

export type UnaryOp =
  | "neg"
  | "abs"
  | "sqrt"
  | "rsqrt"
  | "exp"
  | "expm1"
  | "log"
  | "log1p"
  | "sin"
  | "cos"
  | "tanh"
  | "sigmoid"
  | "erf"
  | "relu"
  | "silu"
  | "gelu"
  | "geluTanh";
export type BinaryOp = "add" | "sub" | "mul" | "div" | "pow" | "maximum" | "minimum";
export type CompareOp = "eq" | "ne" | "lt" | "le" | "gt" | "ge";
export type ReduceOp = "sum" | "mean" | "max" | "min" | "argmax";

/** How the operands of a tf32 matmul are rounded at bit 13: ties away, toward zero, ties to even (N5). */
export type Tf32Rounding = "rna" | "rz" | "rne";

/** Geometry of a window that slides over the last two axes; `[height, width]` each. */
export interface Window2d {
  readonly kernelSize: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly padding: readonly [number, number];
  readonly dilation: readonly [number, number];
}

/** Geometry of a pooling; average pooling divides by the padding too only if asked. */
export interface PoolParams extends Window2d {
  readonly op: "max" | "avg";
  readonly countIncludePad: boolean;
}

/** Hyper-parameters are f64; each is rounded once to f32 where it is used (N9). */
export interface SgdParams {
  readonly learningRate: number;
  readonly momentum: number;
  readonly dampening: number;
  readonly weightDecay: number;
  readonly nesterov: boolean;
  /** Index of the parameter's flag word in the optimizer's state. */
  readonly parameter: number;
}

export interface AdamParams {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly weightDecay: number;
  /** AdamW: the decay multiplies the weight instead of entering the gradient. */
  readonly decoupled: boolean;
}

/** The transition of N12. Factors must be exact in f32. */
export interface UpdateScaleParams {
  readonly dynamic: boolean;
  readonly growthFactor: number;
  readonly backoffFactor: number;
  readonly growthInterval: number;
  readonly growthTest: "equal" | "atLeast";
  readonly minScale: number;
  readonly maxScale: number;
}

/**
 * `words` are the Philox words as i32, `uniform` f32 in [low, high), `normal` f32 of mean 0 and variance 1, `keep` the
 * dropout mask of N16 as u8.
 */
export type RandomParams = { readonly seed: number; readonly stream: number } & (
  | { readonly kind: "words" }
  | { readonly kind: "uniform"; readonly low: number; readonly high: number }
  | { readonly kind: "normal" }
  | { readonly kind: "keep"; readonly dropProbability: number }
);

/**
 * Every kernel with its parameters. What each computes, to the bit, is the numeric contract (docs/numeric-contract.md).
 * Views are listed as `outputs ← inputs`; *in place* means that an output is also read.
 */
export interface KernelParams {
  /** `[y] ←`: every element is `value`, rounded once. */
  fill: { readonly value: number };
  /** `[y] ← [x]`: moves words, of one dtype. */
  copy: Record<never, never>;
  /** `[y] ← [x]`: one rounding from the exact value (N8). */
  cast: { readonly saturate?: boolean };
  /** `[y] ← [x]` */
  unary: { readonly op: UnaryOp };
  /** `[y] ← [a, b]`, shapes equal (broadcast by stride 0). */
  binary: { readonly op: BinaryOp };
  /** `[y: u8] ← [a, b]` (N3). */
  compare: { readonly op: CompareOp };
  /** `[y] ← [condition: u8, a, b]`: moves words. */
  select: Record<never, never>;
  /** `[y] ← [x]`: y has x's kept axes, in order, the reduced ones left out or as 1; axes ascending (N6). argmax gives i32. */
  reduce: { readonly op: ReduceOp; readonly axes: readonly number[] };
  /** `[y] ← [a, b]` or `[a, b, bias]`: `[…, m, k] × […, k, n]`, leading axes equal; bias has y's shape (stride 0) (N5). */
  matmul: { readonly tf32?: Tf32Rounding };
  /** `[columns] ← [x]`: `[n, c, h, w]` → `[c, kh, kw, n, oh, ow]`; padding is +0. */
  im2col: Window2d;
  /** `[x] ← [columns: f32]`: `[n, c, kh, kw, oh, ow]` → `[n, c, h, w]` (N7). */
  col2im: Window2d;
  /** `[y, index: i32] ← [x]` for max (index = h·width + w in its plane), `[y] ← [x]` for avg. */
  pool: PoolParams;
  /** `[gx] ← [g, index]` for max, `[gx] ← [g]` for avg (N7). */
  poolGradient: PoolParams;
  /** `[y] ← [x, index: i32]`: `[rows, d]`, `[n]` → `[n, d]`; moves words. */
  gatherRows: Record<never, never>;
  /** `[y] ← [g, index: i32]`: `[n, d]`, `[n]` → `[rows, d]`; adds in f32 from +0, ascending (N7). */
  scatterAddRows: Record<never, never>;
  /** `[y] ←` (N16). */
  random: RandomParams;
  /** `[optimizerState, g…] ← [scalerState]`, in place: g = g·rn(1 ÷ scale), non-finite values noted (N12). */
  unscaleAndCheck: { readonly parameters: readonly number[]; readonly recheck: boolean };
  /** `[scalerState, optimizerState…] ←`, in place: one transition over all found flags, which are then cleared. */
  updateScale: UpdateScaleParams;
  /** `[optimizerState, g…] ←`, in place: norm over all, coef, every g·coef (N13). */
  clip: { readonly maxNorm: number };
  /** `[w, optimizerState]` or `[w, buffer, optimizerState] ← [g]`, in place (N11). */
  sgdStep: SgdParams;
  /** `[w, m, v] ← [g, optimizerState, c1, c2]`, in place (N11). */
  adamStep: AdamParams;
  /** `[optimizerState] ←`, in place: step + 1 unless a non-finite gradient was found (N10). */
  advanceStep: Record<never, never>;
}

export type KernelName = keyof KernelParams;

/** Enqueues one kernel; reads `inputs`, writes `outputs`. */
export type Kernel<N extends KernelName> = (
  outputs: readonly View[],
  inputs: readonly View[],
  params: KernelParams[N],
) => void;

/** What a backend can do. A gap is a clear error at the call, never another backend's kernel. */
export type KernelTable = { readonly [N in KernelName]?: Kernel<N> };

/** Look up a kernel, or say exactly what is missing and what exists. */
export function kernelFor<N extends KernelName>(backend: Backend, name: N): Kernel<N> {
  const kernel = backend.kernels[name];
  if (kernel !== undefined) return kernel as Kernel<N>;
  const available = Object.keys(backend.kernels).sort();
  const message = `backend "${backend.name}" has no kernel "${name}" (it has: ${available.join(", ")})`;
  throw new BackendError("ERR_UNSUPPORTED_KERNEL", message, { backend: backend.name, kernel: name, available });
}
