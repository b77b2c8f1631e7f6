import type { GroupResult } from "../judge/groupJudge.ts";
import type { Judgement, JudgementClass } from "./numericsCard.ts";

/** Up to here a distance is worth its number; beyond it the interval says more. */
const fewUlps = 4;

/** A line of a card from the verdict on one operation and dtype. */
export function judgementOf(group: GroupResult): Judgement {
  const { kernel, op, dtype, cases, words, differingWords, maxUlps, explanations } = group;
  const { withinInterval } = group;
  const [best] = explanations;
  const isExplained = best !== undefined && best.reproduced === best.tried;
  return {
    ...{ kernel, op, dtype, class: classOf(group), cases, words, differingWords },
    maxUlps: cases === 0 ? null : maxUlps,
    withinInterval,
    cause: isExplained ? best.does : null,
  };
}

function classOf({ verdict, isCorrectlyRounded, withinInterval, maxUlps }: GroupResult): JudgementClass {
  if (verdict !== "differs") return verdict;
  if (isCorrectlyRounded === true) return "correctlyRounded";
  if (maxUlps !== null && maxUlps <= fewUlps) return "ulp";
  return withinInterval === true ? "interval" : "differs";
}
