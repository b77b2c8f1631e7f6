import { arithmeticModels } from "./arithmeticModels.ts";
import type { CandidateModel } from "./candidateModel.ts";
import { castModels } from "./castModels.ts";
import { kernelModels } from "./kernelModels.ts";
import { orderModels } from "./orderModels.ts";

/** Everything that is tried to explain a difference. */
export const candidateModels: readonly CandidateModel[] = [
  ...arithmeticModels,
  ...castModels,
  ...orderModels,
  ...kernelModels,
];
