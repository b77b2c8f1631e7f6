import type { KernelName } from "@binade/backend";
import { binary } from "./binary.ts";
import { cast } from "./cast.ts";
import { clip } from "./clip.ts";
import { compare } from "./compare.ts";
import { copy } from "./copy.ts";
import type { CudaKernel } from "./cudaKernel.ts";
import { fill } from "./fill.ts";
import { matmul } from "./matmul.ts";
import { adamStep, advanceStep, sgdStep } from "./optimizerSteps.ts";
import { random } from "./random.ts";
import { reduce } from "./reduce.ts";
import { gatherRows, scatterAddRows } from "./rows.ts";
import { unscaleAndCheck, updateScale } from "./scaling.ts";
import { select } from "./select.ts";
import { unary } from "./unary.ts";
import { col2im, im2col, pool, poolGradient } from "./windows.ts";

export const cudaKernels: { readonly [N in KernelName]: CudaKernel<N> } = {
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
