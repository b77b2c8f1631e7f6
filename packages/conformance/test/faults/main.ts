/** What `npm run faults` runs: plants every fault and writes what the judge said of each. */
import type { GroupResult } from "../../src/judge/groupJudge.ts";
import { causesOf, judgePlanted } from "./judgePlanted.ts";
import type { PlantedFault } from "./plant.ts";
import { plantedFaults } from "./plantedFaults.ts";

interface Finding {
  readonly fault: PlantedFault;
  readonly groups: readonly GroupResult[];
  readonly seconds: number;
}

export interface FaultsRun {
  /** A Markdown page. */
  readonly page: string;
  readonly planted: number;
  /** Faults that were not found, or whose cause was not named. */
  readonly missed: readonly string[];
}

/** @param say Gets a line for each fault as it ends. */
export async function main(say: (line: string) => void): Promise<FaultsRun> {
  const findings: Finding[] = [];
  const start = performance.now();
  for (const fault of plantedFaults) {
    const began = performance.now();
    const groups = await judgePlanted(fault);
    const finding = { fault, groups, seconds: (performance.now() - began) / 1000 };
    findings.push(finding);
    const left = ((performance.now() - start) / 1000 / findings.length) * (plantedFaults.length - findings.length);
    say(
      `${findings.length} of ${plantedFaults.length}, about ${left.toFixed(0)} s left: ${fault.name}, ${verdictOf(finding)}`,
    );
  }
  const missed = findings.filter((finding) => verdictOf(finding) !== "named").map(({ fault }) => fault.name);
  return { page: pageOf(findings), planted: findings.length, missed };
}

/** Named: a group differs, and in each that does, the right model is one of those that reproduce every case. */
function verdictOf({ fault, groups }: Finding): "named" | "found" | "missed" {
  if (groups.length === 0) return "missed";
  const isNamed = groups.every((group) =>
    causesOf(group).some(({ model, reproduced, tried }) => model === fault.cause && reproduced === tried),
  );
  return isNamed ? "named" : "found";
}

function pageOf(findings: readonly Finding[]): string {
  const named = findings.filter((finding) => verdictOf(finding) === "named").length;
  return `# Planted faults

The judge is trusted because it has been seen to find what it is for. \`npm run faults\` takes the reference backend, plants
one fault at a time, runs the quick suite of the operations concerned and writes this page: ${findings.length} faults, ${named} found and
rightly named. A cause is named when the model of it reproduces every case tried, bit for bit, those that differ and others
that do not. Words count over all groups (an operation and a dtype) that differ.

${tableOf(
  [
    "planted",
    "what the wrong backend does",
    "differs in",
    "words differing",
    "the judge says that it",
    "cases reproduced",
  ],
  findings.map(rowOf),
)}

## What each set of cases finds

A case belongs to the set that says what it is there for. Each set has found at least one of the faults.

${tableOf(["set", "found by it"], setRows(findings))}
`;
}

function rowOf(finding: Finding): readonly string[] {
  const { fault, groups } = finding;
  const first = groups[0];
  const names = groups.map(({ kernel, op, dtype }) =>
    [...new Set(kernel === "cast" ? [kernel, op] : [kernel, op, dtype])].join(" "),
  );
  const causes = first === undefined ? [] : causesOf(first);
  const cause = causes.find(({ model }) => model === fault.cause) ?? causes[0];
  const others = causes.length - 1;
  return [
    fault.name,
    fault.does,
    names.length > 2 ? `${names.slice(0, 2).join(", ")} and ${names.length - 2} more` : names.join(", "),
    `${total(groups, "differingWords")} of ${total(groups, "words")}`,
    `${cause?.does ?? "nothing"}${others > 0 ? `, or ${others} more that come to the same` : ""}`,
    `${cause?.reproduced ?? 0} of ${cause?.tried ?? 0}`,
  ];
}

function total(groups: readonly GroupResult[], of: "differingWords" | "words"): number {
  return groups.reduce((sum, group) => sum + group[of], 0);
}

function setRows(findings: readonly Finding[]): readonly (readonly string[])[] {
  const bySet = new Map<string, string[]>();
  for (const { fault, groups } of findings) {
    const sets = new Set(
      groups.flatMap((group) => Object.keys(group.sets).filter((set) => group.sets[set]?.differing)),
    );
    for (const set of sets) bySet.set(set, [...(bySet.get(set) ?? []), fault.name]);
  }
  return [...bySet].sort().map(([set, names]) => [set, names.join(", ")]);
}

/** A table in Markdown. */
function tableOf(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const escaped = rows.map((row) => row.map((cell) => cell.replaceAll("|", "\\|")));
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(titles), line(titles.map(() => "---")), ...escaped.map(line)].join("\n");
}
