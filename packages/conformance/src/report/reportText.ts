import { dtypes } from "@binade/backend";
import type { Difference } from "../judge/compareCase.ts";
import type { GroupResult } from "../judge/groupJudge.ts";
import type { ConformanceReport } from "./conformanceReport.ts";

/** A report for people: one line a kernel, then every group that differs with its cause and first words. */
export function reportText(report: ConformanceReport): string {
  const { backend, tier, suite, seed, tensorCore, verdict, cases, words, differingWords, absent, groups, problem } =
    report;
  const standard = tensorCore === undefined ? "" : ` against mma.sync of ${tensorCore},`;
  const head = `${backend}, tier ${tier},${standard} ${suite} suite, seed ${seed}: ${verdict}`;
  const counts = `${cases} cases, ${words} words, ${differingWords} differ; ${absent} groups not claimed by the backend`;
  const kernels = [...new Set(groups.map(({ kernel }) => kernel))].map((kernel) =>
    kernelLine(
      kernel,
      groups.filter((group) => group.kernel === kernel),
    ),
  );
  const problems = groups.filter(({ verdict: own }) => own === "differs" || own === "failed").flatMap(groupLines);
  return [
    head,
    counts,
    ...(problem === undefined ? [] : [problem]),
    "",
    ...kernels,
    ...(problems.length > 0 ? ["", ...problems] : []),
  ].join("\n");
}

function kernelLine(kernel: string, groups: readonly GroupResult[]): string {
  const count = (verdict: GroupResult["verdict"]): number => groups.filter((group) => group.verdict === verdict).length;
  const parts = (["exact", "differs", "failed", "absent"] as const)
    .filter((verdict) => count(verdict) > 0)
    .map((verdict) => `${count(verdict)} ${verdict}`);
  const words = groups.reduce((sum, group) => sum + group.words, 0);
  return `  ${kernel.padEnd(16)} ${parts.join(", ").padEnd(24)} ${words} words`;
}

function groupLines({ kernel, op, dtype, ...group }: GroupResult): string[] {
  const { differingWords, words, maxUlps, sets, differences, failures, explanations } = group;
  const bySet = Object.entries(sets)
    .filter(([, { differing }]) => differing > 0)
    .map(([name, { differing, cases }]) => `${name} ${differing}/${cases}`);
  const lines = [
    `${kernel} ${op} ${dtype}: ${differingWords} of ${words} words differ, ${distance(maxUlps)} (cases: ${bySet.join(", ")})`,
  ];
  const [best, ...others] = explanations;
  if (best !== undefined) {
    const alike = others.filter(({ reproduced }) => reproduced === best.reproduced).map(({ model }) => model);
    const also = alike.length > 0 ? `; so does ${alike.join(", ")}` : "";
    lines.push(`  cause: ${best.does} (${best.model} reproduces ${best.reproduced} of ${best.tried} cases${also})`);
  } else if (differences.length > 0) lines.push("  cause: none of the known models explains it");
  for (const failure of failures) lines.push(`  ${failure}`);
  for (const difference of differences) lines.push(`  ${differenceLine(difference)}`);
  return lines;
}

function distance(maxUlps: number | null): string {
  return maxUlps === null ? "some where a NaN is on one side only" : `by up to ${maxUlps} ulp`;
}

function differenceLine({ caseId, output, index, dtype, expected, got }: Difference): string {
  const hex = (word: number): string => word.toString(16).padStart(2 * dtypes[dtype].byteWidth, "0");
  return `${caseId}, output ${output}[${index}]: expected ${hex(expected)}, got ${got === null ? "nothing" : hex(got)}`;
}
