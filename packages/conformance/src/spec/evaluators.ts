import type { KernelName } from "@binade/backend";
import type { Evaluator } from "./evaluator.ts";

/** An evaluator for every kernel of the contract. */
export type Evaluators = { readonly [N in KernelName]: Evaluator<N> };
