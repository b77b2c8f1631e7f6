import { classWord } from "./cardTables.ts";
import { consequenceOf } from "./consequences.ts";
import type { Judgement, NumericsCard } from "./numericsCard.ts";

/** One way in which two devices differ. */
export interface CardDifference {
  readonly kind: "tag" | "probe" | "judgement";
  /** The tag, the probe's id, or kernel, operation and dtype. */
  readonly subject: string;
  /** The difference as a sentence; A and B stand for the two devices. */
  readonly says: string;
  /** What it does to training, where that is known. */
  readonly training?: string;
}

/**
 * How two devices differ, and what that does to training: their tags first, then probes, then the judgement. What only one
 * of the cards has was not asked of the other, or is absent there, and is said as such. Device and versions do not count.
 */
export function diffCards(a: NumericsCard, b: NumericsCard): readonly CardDifference[] {
  return [...diffTags(a, b), ...diffProbes(a, b), ...diffJudgements(a, b)];
}

function diffTags(a: NumericsCard, b: NumericsCard): CardDifference[] {
  const only = (who: "A" | "B", { tags }: NumericsCard, other: NumericsCard): CardDifference[] =>
    tags
      .filter((tag) => !other.tags.includes(tag))
      .flatMap((tag) => {
        const consequence = consequenceOf(tag);
        if (consequence === undefined) return [];
        const { does, training } = consequence;
        return [{ kind: "tag" as const, subject: tag, says: `only ${who} ${does}`, training }];
      });
  return [...only("A", a, b), ...only("B", b, a)];
}

function diffProbes(a: NumericsCard, b: NumericsCard): CardDifference[] {
  const ids = [...new Set([...a.probes, ...b.probes].map(({ id }) => id))];
  return ids.flatMap((id) => {
    const [ofA, ofB] = [a, b].map(({ probes }) => probes.find((probe) => probe.id === id));
    if (ofA?.words === ofB?.words && ofA?.class === ofB?.class) return [];
    const says = [ofA, ofB].map((probe, i) => {
      const who = i === 0 ? "A" : "B";
      return probe === undefined ? `${who} was not asked` : `${who} ${probe.means}${shown(probe.words)}`;
    });
    return [{ kind: "probe" as const, subject: id, says: says.join("; ") }];
  });
}

const longest = 60; // characters of words in a sentence

function shown(words: string): string {
  if (words === "") return "";
  return words.length <= longest ? ` (${words})` : ` (${words.slice(0, longest)}…)`;
}

function diffJudgements(a: NumericsCard, b: NumericsCard): CardDifference[] {
  const nameOf = ({ kernel, op, dtype }: Judgement): string => [...new Set([kernel, op])].concat(dtype).join(" ");
  const [linesOfA, linesOfB] = [a, b].map(({ judgement }) => new Map(judgement.map((line) => [nameOf(line), line])));
  const names = [...new Set([...(linesOfA?.keys() ?? []), ...(linesOfB?.keys() ?? [])])];
  return names.flatMap((name) => {
    const [inA, inB] = [verdictOf(linesOfA?.get(name)), verdictOf(linesOfB?.get(name))];
    return inA === inB ? [] : [{ kind: "judgement" as const, subject: name, says: `A is ${inA}; B is ${inB}` }];
  });
}

function verdictOf(line: Judgement | undefined): string {
  if (line === undefined) return "not judged";
  const cause = line.cause === null ? "" : ` (${line.cause})`;
  const differing = line.differingWords === 0 ? "" : `, ${line.differingWords} of ${line.words} words differ`;
  return `${classWord(line)}${differing}${cause}`;
}
