export { cardDiffText } from "./card/cardDiffText.ts";
export { cardHtml } from "./card/cardHtml.ts";
export { cardMarkdown } from "./card/cardMarkdown.ts";
export { type Consequence, consequenceOf } from "./card/consequences.ts";
export { type CardSources, createCard, hashOf } from "./card/createCard.ts";
export { type CardDifference, diffCards } from "./card/diffCards.ts";
export { judgementOf } from "./card/judgementOf.ts";
export {
  cardSchema,
  type DeviceFacts,
  type Judgement,
  type JudgementClass,
  type NumericsCard,
} from "./card/numericsCard.ts";
export { readCard } from "./card/readCard.ts";
export { caseGenerators } from "./cases/caseGenerators.ts";
export type { CaseGenerator, CaseSet, ConformanceCase, Layout, Operand, Suite } from "./cases/conformanceCase.ts";
export { type Acceptance, acceptance, isAccepted } from "./intervals/acceptance.ts";
export type { Interval } from "./intervals/interval.ts";
export type { Classification } from "./judge/classify.ts";
export type { Difference } from "./judge/compareCase.ts";
export type { GroupResult } from "./judge/groupJudge.ts";
export { countCases, type GroupName, type JudgeOptions, judgeBackend, kernelNames } from "./judge/judge.ts";
export type { CandidateModel } from "./models/candidateModel.ts";
export { candidateModels } from "./models/candidateModels.ts";
export type { Probe, ProbeOutcome, ProbeResult, RepeatProbe, TreeProbe, WordsProbe } from "./probes/probe.ts";
export { probes } from "./probes/probes.ts";
export { runProbes } from "./probes/runProbes.ts";
export { type ConformanceReport, createReport, isConforming, type Verdict } from "./report/conformanceReport.ts";
export { reportHtml } from "./report/reportHtml.ts";
export { reportText } from "./report/reportText.ts";
export type { Arithmetic } from "./spec/arithmetic.ts";
export type { Evaluator, SpecCall } from "./spec/evaluator.ts";
export type { Evaluators } from "./spec/evaluators.ts";
export { createArithmetic, exactArithmetic } from "./spec/exactArithmetic.ts";
export { specEvaluators } from "./spec/specEvaluators.ts";
export type { LazyTensor, SpecTensor, Word } from "./spec/specTensor.ts";
