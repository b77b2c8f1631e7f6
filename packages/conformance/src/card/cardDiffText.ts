import { type CardDifference, diffCards } from "./diffCards.ts";
import type { NumericsCard } from "./numericsCard.ts";

const titles: Readonly<Record<CardDifference["kind"], string>> = {
  tag: "What differs, and what that does to training",
  probe: "Probes",
  judgement: "Judgement",
};

/** How two devices differ, in words. */
export function cardDiffText(a: NumericsCard, b: NumericsCard): string {
  const head = [`A: ${nameOf(a)}`, `B: ${nameOf(b)}`];
  const differences = diffCards(a, b);
  if (differences.length === 0)
    return [...head, "", "They compute alike in everything that both were asked."].join("\n");
  const kinds = Object.keys(titles) as CardDifference["kind"][];
  const parts = kinds.flatMap((kind) => {
    const own = differences.filter((difference) => difference.kind === kind);
    return own.length === 0 ? [] : ["", titles[kind], ...own.flatMap(lines)];
  });
  return [...head, ...parts].join("\n");
}

function nameOf({ backend, device, behaviour }: NumericsCard): string {
  return `${device.name}, backend ${backend.name} (${backend.tier}), behaviour ${behaviour.slice(0, 12)}`;
}

function lines({ subject, says, training }: CardDifference): string[] {
  return [`  ${subject}: ${says}`, ...(training === undefined ? [] : [`    ${training}`])];
}
