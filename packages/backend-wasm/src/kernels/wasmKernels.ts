import type { KernelName } from "@binade/backend";
import { adamStep } from "./adamStep.ts";
import { advanceStep } from "./advanceStep.ts";
import { binary } from "./binary.ts";
import { cast } from "./cast.ts";
import { clip } from "./clip.ts";
import { col2im } from "./col2im.ts";
import { compare } from "./compare.ts";
import { copy } from "./copy.ts";
import { fill } from "./fill.ts";
import { gatherRows } from "./gatherRows.ts";
import { im2col } from "./im2col.ts";
import type { WasmKernel } from "./machine.ts";
import { matmul } from "./matmul.ts";
import { pool } from "./pool.ts";
import { poolGradient } from "./poolGradient.ts";
import { random } from "./random.ts";
import { reduce } from "./reduce.ts";
import { scatterAddRows } from "./scatterAddRows.ts";
import { select } from "./select.ts";
import { sgdStep } from "./sgdStep.ts";
import { unary } from "./unary.ts";
import { unscaleAndCheck } from "./unscaleAndCheck.ts";
import { updateScale } from "./updateScale.ts";

/** Every kernel of the contract. */
export const wasmKernels: { readonly [N in KernelName]: WasmKernel<N> } = {
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
