import type { KernelName } from "@binade/backend";
import type { CaseGenerator } from "./conformanceCase.ts";
import { binaryCases, castCases, compareCases, copyCases, fillCases, selectCases, unaryCases } from "./elementwise.ts";
import { matmulCases } from "./matmul.ts";
import { randomCases } from "./random.ts";
import { reduceCases } from "./reduce.ts";
import { gatherRowsCases, scatterAddRowsCases } from "./rows.ts";
import {
  adamStepCases,
  advanceStepCases,
  clipCases,
  sgdStepCases,
  unscaleAndCheckCases,
  updateScaleCases,
} from "./training.ts";
import { col2imCases, im2colCases, poolCases, poolGradientCases } from "./windows.ts";

/** The cases of every kernel, in the order in which they are run. */
export const caseGenerators: { readonly [N in KernelName]: CaseGenerator<N> } = {
  fill: fillCases,
  copy: copyCases,
  cast: castCases,
  unary: unaryCases,
  binary: binaryCases,
  compare: compareCases,
  select: selectCases,
  reduce: reduceCases,
  matmul: matmulCases,
  im2col: im2colCases,
  col2im: col2imCases,
  pool: poolCases,
  poolGradient: poolGradientCases,
  gatherRows: gatherRowsCases,
  scatterAddRows: scatterAddRowsCases,
  random: randomCases,
  unscaleAndCheck: unscaleAndCheckCases,
  updateScale: updateScaleCases,
  clip: clipCases,
  sgdStep: sgdStepCases,
  adamStep: adamStepCases,
  advanceStep: advanceStepCases,
};
