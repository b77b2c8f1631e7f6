import { type Dtype, dtypes } from "@binade/backend";
import { htmlPage, type PageTable } from "../html/htmlPage.ts";
import type { GroupResult } from "../judge/groupJudge.ts";
import { type ConformanceReport, isConforming } from "./conformanceReport.ts";

const dtypeNames = Object.keys(dtypes) as Dtype[];

/**
 * Reports as one HTML file that needs nothing else: for each backend a grid of kernels and dtypes, and every operation that
 * differs with its cause and first words.
 */
export function reportHtml(reports: readonly ConformanceReport[]): string {
  const title = `Conformance of ${reports.map(({ backend }) => backend).join(", ")}`;
  return htmlPage(title, reports.map(summaryOf), reports.flatMap(tablesOf));
}

function summaryOf(report: ConformanceReport): string {
  const { backend, tier, suite, seed, tensorCore, verdict, cases, words, differingWords, absent, problem } = report;
  const isRight = isConforming(report) ? "it is what it says it is" : "it is not what it says it is";
  const ended = problem === undefined ? "" : ` It ${problem}.`;
  const standard = tensorCore === undefined ? "" : `, against mma.sync of ${tensorCore}`;
  return `${backend}, tier ${tier}${standard}: ${verdict}; ${isRight}. ${cases} cases of the ${suite} suite with seed ${seed}, ${words} words, ${differingWords} differ; ${absent} groups not claimed.${ended}`;
}

function tablesOf(report: ConformanceReport): readonly PageTable[] {
  const differing = report.groups.filter(({ verdict }) => verdict === "differs" || verdict === "failed");
  return [gridOf(report), ...(differing.length === 0 ? [] : [causesOf(report.backend, differing)])];
}

function gridOf({ backend, groups }: ConformanceReport): PageTable {
  const kernels = [...new Set(groups.map(({ kernel }) => kernel))];
  const used = dtypeNames.filter((dtype) => groups.some((group) => group.dtype === dtype));
  const cell = (kernel: string, dtype: Dtype): string => {
    const own = groups.filter((group) => group.kernel === kernel && group.dtype === dtype);
    const claimed = own.filter(({ verdict }) => verdict !== "absent");
    if (claimed.length === 0) return own.length === 0 ? "" : "not claimed";
    const wrong = claimed.filter(({ verdict }) => verdict !== "exact");
    const words = claimed.reduce((sum, group) => sum + group.words, 0);
    if (wrong.length === 0) return `exact, ${words}`;
    return `${wrong.reduce((sum, group) => sum + group.differingWords, 0)} of ${words} differ`;
  };
  return {
    title: `${backend}: kernels`,
    note: "Words compared, by kernel and dtype; a cast is filed under its source.",
    head: ["kernel", ...used],
    rows: kernels.map((kernel) => [kernel, ...used.map((dtype) => cell(kernel, dtype))]),
    code: [],
    classOf: (text) => (text.startsWith("exact") ? "exact" : text.endsWith("differ") ? "differs" : undefined),
  };
}

function causesOf(backend: string, groups: readonly GroupResult[]): PageTable {
  const rows = groups.map(({ kernel, op, dtype, differingWords, words, explanations, differences, failures }) => {
    const [best] = explanations;
    const [first] = differences;
    const hex = (word: number | null): string =>
      word === null ? "nothing" : word.toString(16).padStart(2 * dtypes[first?.dtype ?? dtype].byteWidth, "0");
    return [
      `${kernel} ${op} ${dtype}`,
      `${differingWords} of ${words}`,
      best === undefined
        ? (failures[0] ?? "none of the known models explains it")
        : `it ${best.does} (${best.reproduced} of ${best.tried} cases reproduced)`,
      first === undefined ? "" : `${first.caseId} [${first.index}]`,
      first === undefined ? "" : hex(first.expected),
      first === undefined ? "" : hex(first.got),
    ];
  });
  return {
    title: `${backend}: what differs, and why`,
    note: "The model that reproduces the most cases, and the first word that differs.",
    head: ["operation", "words", "cause", "first case", "expected", "got"],
    rows,
    code: [4, 5],
  };
}
