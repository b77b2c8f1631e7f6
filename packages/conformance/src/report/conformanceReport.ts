import type { Backend, NumericTier } from "@binade/backend";
import type { MmaSyncGpu } from "@binade/softfloat";
import type { Suite } from "../cases/conformanceCase.ts";
import type { GroupResult } from "../judge/groupJudge.ts";

/**
 * `exact`: no word differs from the contract. `differs`: some do. `failed`: the backend threw, or wrote where it must not.
 * `crashed` and `hung` are said by who ran it in a process of its own.
 */
export type Verdict = "exact" | "differs" | "failed" | "crashed" | "hung";

/** All that was found out about one backend; the same for the same backend, suite and seed. */
export interface ConformanceReport {
  readonly backend: string;
  readonly tier: NumericTier;
  readonly suite: Suite;
  readonly seed: number;
  /** The GPU whose tensor cores a matrix product was judged by; none if it was the contract. */
  readonly tensorCore?: MmaSyncGpu;
  readonly verdict: Verdict;
  readonly cases: number;
  readonly words: number;
  readonly differingWords: number;
  /** Groups that the backend does not claim. */
  readonly absent: number;
  readonly groups: readonly GroupResult[];
  /** What ended a run early, where something did. */
  readonly problem?: string;
}

/** Put the judgements on a backend together. */
export function createReport(
  { name, tier }: Pick<Backend, "name" | "tier">,
  { suite, seed, tensorCore }: Pick<ConformanceReport, "suite" | "seed" | "tensorCore">,
  groups: readonly GroupResult[],
): ConformanceReport {
  const total = (pick: (group: GroupResult) => number): number => groups.reduce((sum, group) => sum + pick(group), 0);
  const has = (verdict: GroupResult["verdict"]): boolean => groups.some((group) => group.verdict === verdict);
  return {
    backend: name,
    tier,
    suite,
    seed,
    ...(tensorCore === undefined ? {} : { tensorCore }),
    verdict: has("failed") ? "failed" : has("differs") ? "differs" : "exact",
    cases: total(({ cases }) => cases),
    words: total(({ words }) => words),
    differingWords: total(({ differingWords }) => differingWords),
    absent: groups.filter(({ verdict }) => verdict === "absent").length,
    groups,
  };
}

/**
 * Whether a backend is what it says it is: one of the exact tier has to be exact, and any that was judged by a GPU's tensor
 * cores has to have compared something and be as they are; others have only to run.
 */
export function isConforming({ tier, verdict, tensorCore, words }: ConformanceReport): boolean {
  if (tensorCore !== undefined) return verdict === "exact" && words > 0;
  return tier === "exact" ? verdict === "exact" : verdict === "exact" || verdict === "differs";
}
