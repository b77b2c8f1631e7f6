/** What a matrix product that is no `mma.sync` of one GPU may be instead. */
import { type MmaSyncGpu, mmaSyncModels } from "@binade/softfloat";
import { matmul } from "../spec/matmul.ts";
import { modelOf, tensorCoreMatmul } from "../spec/tensorCoreMatmul.ts";
import type { CandidateModel } from "./candidateModel.ts";

/** One GPU of each kind; A2 computes as A100, L40S as Ada, H200 as H100. */
const kinds: readonly MmaSyncGpu[] = ["A100", "Ada", "H100", "B200"];

/** The other GPUs, and the numeric contract. Operands that one of them does not take are computed by the contract. */
export function tensorCoreCandidates(gpu: MmaSyncGpu): readonly CandidateModel[] {
  const others = kinds.filter((kind) => kind !== gpu);
  return [
    { name: "contract", does: "sums in binary32 by the numeric contract", evaluators: { matmul } },
    ...others.map((kind): CandidateModel => {
      const models = mmaSyncModels(kind);
      const byUnit = tensorCoreMatmul(models);
      return {
        name: `mma.sync of ${kind}`,
        does: `computes as the tensor cores of ${kind}`,
        evaluators: {
          matmul: (call, arithmetic) => (modelOf(models, call) === undefined ? matmul : byUnit)(call, arithmetic),
        },
      };
    }),
  ];
}
