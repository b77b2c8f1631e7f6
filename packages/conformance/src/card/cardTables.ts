import type { PageTable } from "../html/htmlPage.ts";
import { consequenceOf } from "./consequences.ts";
import type { Judgement, NumericsCard } from "./numericsCard.ts";

const classWords = {
  exact: "exact",
  correctlyRounded: "correctly rounded",
  interval: "within WGSL's interval",
} as const;

/** The class of a judgement in words: «exact», «ulp(2)». */
export function classWord({ class: name, maxUlps }: Judgement): string {
  if (name === "ulp") return `ulp(${maxUlps})`;
  return classWords[name as keyof typeof classWords] ?? name;
}

/** What a card says, as tables: device, tags, judgement, probes, what was not asked. */
export function cardTables(card: NumericsCard): readonly PageTable[] {
  return [facts(card), tagTable(card), judgementTable(card), probeTable(card), notAsked(card)];
}

/** One sentence about the whole card. */
export function cardSummary({ judgement, probes, backend }: NumericsCard): string {
  const judged = judgement.filter((line) => line.class !== "absent");
  const exact = judged.filter((line) => line.class === "exact").length;
  const asked = probes.filter(({ isContract }) => isContract !== null);
  const alike = asked.filter(({ isContract }) => isContract).length;
  return `${backend.name} (tier ${backend.tier}): ${exact} of ${judged.length} operations exact, ${alike} of ${asked.length} probes as the numeric contract says.`;
}

function facts({ backend, device, suite, seed, behaviour, hash }: NumericsCard): PageTable {
  const versions = Object.entries(device.versions ?? {});
  const rows = [
    ["backend", `${backend.name}, tier ${backend.tier}`],
    ["device", device.name],
    ...(device.vendor === undefined ? [] : [["vendor", device.vendor]]),
    ...(device.driver === undefined ? [] : [["driver", device.driver]]),
    ...versions.map(([name, version]) => [`version of ${name}`, version]),
    ["cases", `${suite} suite, seed ${seed}`],
    ["behaviour", behaviour],
    ["hash", hash],
  ];
  const note = "Two devices with the same behaviour computed alike in everything that was asked here.";
  return { title: "Device", note, head: ["fact", "value"], rows, code: [] };
}

function tagTable({ tags }: NumericsCard): PageTable {
  const rows = tags.map((tag) => {
    const consequence = consequenceOf(tag);
    return [tag, consequence?.does ?? "as the numeric contract says", consequence?.training ?? "nothing"];
  });
  return {
    title: "Tags",
    note: "Behaviours in short.",
    head: ["tag", "the device", "what it does to training"],
    rows,
    code: [0],
  };
}

function judgementTable({ judgement }: NumericsCard): PageTable {
  const rows = judgement.map((line) => [
    line.kernel,
    line.op,
    line.dtype,
    classWord(line),
    String(line.cases),
    String(line.words),
    String(line.differingWords),
    line.class === "absent" ? "" : line.maxUlps === null ? "NaN" : String(line.maxUlps),
    line.withinInterval === null ? "" : line.withinInterval ? "yes" : "no",
    line.cause ?? "",
  ]);
  const head = ["kernel", "operation", "dtype", "verdict", "cases", "words", "differ", "ulps", "in interval", "cause"];
  const note = "Words against the numeric contract; the largest distance in units in the last place.";
  return { title: "Judgement", note, head, rows, code: [] };
}

function probeTable({ probes }: NumericsCard): PageTable {
  const rows = probes.map(({ id, asks, class: name, words, means }) => [id, asks, name, means, words]);
  const note = "Words are bits in hex. A sum a+b+c is taken from left to right; parts in braces are added at once.";
  return { title: "Probes", note, head: ["probe", "question", "class", "the device", "words"], rows, code: [0, 4] };
}

function notAsked(card: NumericsCard): PageTable {
  const rows = card.notAsked.map(({ asks, because }) => [asks, because]);
  return {
    title: "Not asked",
    note: "Questions to shaders that a kernel cannot answer.",
    head: ["question", "why not"],
    rows,
    code: [],
  };
}
