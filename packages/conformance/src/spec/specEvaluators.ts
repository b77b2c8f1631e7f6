import { binary } from "./binary.ts";
import { cast } from "./cast.ts";
import { compare } from "./compare.ts";
import type { Evaluators } from "./evaluators.ts";
import { fill } from "./fill.ts";
import { col2im, pool, poolGradient, scatterAddRows } from "./gatheredSums.ts";
import { matmul } from "./matmul.ts";
import { copy, gatherRows, im2col, select } from "./movement.ts";
import { adamStep, advanceStep, sgdStep } from "./optimizers.ts";
import { random } from "./random.ts";
import { reduce } from "./reduce.ts";
import { clip, unscaleAndCheck, updateScale } from "./scaler.ts";
import { unary } from "./unary.ts";

/** What every kernel of the contract gives, to the bit: the numeric contract as code. */
export const specEvaluators: Evaluators = {
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
