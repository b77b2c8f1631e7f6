import * as Plot from "@observablehq/plot";
import { groupBytes, memoryGroups } from "../resultsTable.ts";
import type { RunResult } from "../runTraining.ts";
import { drawChart, legend } from "./chartFrame.ts";

const groupColors: Readonly<Record<keyof typeof memoryGroups, string>> = {
  weights: "#000000",
  gradients: "#d55e00",
  activations: "#0072b2",
  "cast copies": "#56b4e9",
  "optimizer state": "#009e73",
  "data and temporaries": "#bbbbbb",
};

/** Largest bytes of each role, a bar a precision. */
export function memoryChart(results: readonly RunResult[]): string {
  const groups = Object.keys(memoryGroups) as (keyof typeof memoryGroups)[];
  const parts = results.flatMap((result) =>
    groups.map((group) => ({ precision: result.precision, group, kilobytes: groupBytes(result, group) / 1000 })),
  );
  const chart = drawChart({
    height: 60 + 44 * results.length,
    marginLeft: 110,
    color: { domain: groups, range: groups.map((group) => groupColors[group]) },
    x: { label: "kB →", grid: true },
    y: { label: null, domain: results.map(({ precision }) => precision) },
    marks: [Plot.barX(parts, Plot.stackX({ y: "precision", x: "kilobytes", fill: "group", order: groups }))],
  });
  return (
    legend(
      groups,
      groups.map((group) => groupColors[group]),
    ) + chart
  );
}
