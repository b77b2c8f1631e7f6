import type { KernelName } from "@binade/backend";
import { type MmaSyncGpu, mmaSyncModels } from "@binade/softfloat";
import { caseGenerators } from "../cases/caseGenerators.ts";
import type { ConformanceCase, Suite } from "../cases/conformanceCase.ts";
import { tensorCoreCases } from "../cases/tensorCore.ts";
import type { CandidateModel } from "../models/candidateModel.ts";
import { candidateModels } from "../models/candidateModels.ts";
import { tensorCoreCandidates } from "../models/tensorCoreCandidates.ts";
import type { Evaluators } from "../spec/evaluators.ts";
import { specEvaluators } from "../spec/specEvaluators.ts";
import { tensorCoreMatmul } from "../spec/tensorCoreMatmul.ts";

/** What a backend is judged by. */
export interface Standard {
  readonly kernels: readonly KernelName[];
  readonly casesOf: (kernel: KernelName, options: { suite: Suite; seed: number }) => Iterable<ConformanceCase>;
  readonly evaluators: Evaluators;
  /** What may explain a difference. */
  readonly models: readonly CandidateModel[];
}

/** The numeric contract, for every kernel. */
const contract: Standard = {
  kernels: Object.keys(caseGenerators) as KernelName[],
  casesOf: (kernel, options) => caseGenerators[kernel](options),
  evaluators: specEvaluators,
  models: candidateModels,
};

/** The contract; or for matrix products, and those only, the tensor cores of a GPU. */
export function standardOf(tensorCore?: MmaSyncGpu): Standard {
  if (tensorCore === undefined) return contract;
  const models = mmaSyncModels(tensorCore);
  const cases = tensorCoreCases(models);
  return {
    kernels: ["matmul"],
    casesOf: (kernel, options) => (kernel === "matmul" ? cases(options) : []),
    evaluators: { ...specEvaluators, matmul: tensorCoreMatmul(models) },
    models: [...tensorCoreCandidates(tensorCore), ...candidateModels],
  };
}
