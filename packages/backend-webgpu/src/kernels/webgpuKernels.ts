import type { KernelName, KernelParams, View } from "@binade/backend";
import { binary } from "./binary.ts";
import { cast } from "./cast.ts";
import { clip } from "./clip.ts";
import { compare } from "./compare.ts";
import { copy } from "./copy.ts";
import { fill } from "./fill.ts";
import type { KernelRunner } from "./kernelRunner.ts";
import { matmul } from "./matmul.ts";
import { adamStep, advanceStep, sgdStep } from "./optimizerSteps.ts";
import { random } from "./random.ts";
import { reduce } from "./reduce.ts";
import { gatherRows, scatterAddRows } from "./rows.ts";
import { unscaleAndCheck, updateScale } from "./scaling.ts";
import { select } from "./select.ts";
import { unary } from "./unary.ts";
import { col2im, im2col, pool, poolGradient } from "./windows.ts";

/** Enqueues the dispatches of one kernel on views that were checked. */
export type WebgpuKernel<N extends KernelName> = (
  runner: KernelRunner,
  outputs: readonly View[],
  inputs: readonly View[],
  params: KernelParams[N],
) => void;

export const webgpuKernels: { readonly [N in KernelName]: WebgpuKernel<N> } = {
  fill,
  copy,
  cast,
  unary,
  binary,
  compare,
  select,
  reduce,
  matmul,
  im2col,
  col2im,
  pool,
  poolGradient,
  gatherRows,
  scatterAddRows,
  random,
  unscaleAndCheck,
  updateScale,
  clip,
  sgdStep,
  adamStep,
  advanceStep,
};
