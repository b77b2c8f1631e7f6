import type { BinaryOp, Dtype, PoolParams, Tf32Rounding, UnaryOp, Window2d } from "@binade/backend";

/** A convolution's window, its groups, and how tf32 rounds its operands if it does. */
export interface ConvolutionParams extends Window2d {
  readonly groups: number;
  readonly tf32: Tf32Rounding | undefined;
}

type Nothing = Readonly<Record<never, never>>;

/**
 * Every operation that the tape knows, with its parameters. Everything else is written in these. A primitive has a
 * forward (`forwards.ts`) and a gradient (`gradients.ts`); both tables are total, so a missing row does not compile.
 */
export interface PrimitiveParams extends Record<Exclude<UnaryOp, "rsqrt">, Nothing>, Record<BinaryOp, Nothing> {
  cast: { readonly dtype: Dtype };
  /** Inputs: condition (u8), a, b. */
  where: Nothing;
  /** Inputs: a, b and perhaps a bias of the output's shape. */
  matmul: { readonly tf32: Tf32Rounding | undefined; readonly outputDtype: Dtype };
  /** Inputs: x, weight and perhaps a bias of the output's shape. */
  conv2d: ConvolutionParams;
  maxPool2d: PoolParams;
  avgPool2d: PoolParams;
  sum: { readonly axes: readonly number[] };
  mean: { readonly axes: readonly number[] };
  max: { readonly axes: readonly number[] };
  softmax: { readonly axis: number };
  logSoftmax: { readonly axis: number };
  /** Inputs: x, gamma, beta, all of x's rank; statistics over `axes`. */
  normalize: { readonly axes: readonly number[]; readonly epsilon: number };
  reshape: { readonly shape: readonly number[] };
  permute: { readonly order: readonly number[] };
  expand: { readonly shape: readonly number[] };
  slice: { readonly starts: readonly number[]; readonly shape: readonly number[] };
  /** Inputs: x `[rows, d]`, index (i32). */
  gatherRows: Nothing;
}

export type Primitive = keyof PrimitiveParams;
