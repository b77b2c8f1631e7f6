import * as Plot from "@observablehq/plot";
import type { RunResult } from "../runTraining.ts";
import { colorScale, drawChart } from "./chartFrame.ts";

/** Means over as many stretches of the run; a single step's distance says little. */
const stretches = 40;

/** |loss − f32's loss| of the same step, averaged over stretches of the run. */
export function differenceChart(baseline: RunResult, others: readonly RunResult[]): string {
  const length = Math.max(1, Math.ceil(baseline.records.length / stretches));
  const points = others.flatMap(({ precision, records }) => {
    const means = [];
    for (let start = 0; start < records.length; start += length) {
      const distances = records
        .slice(start, start + length)
        .map(({ loss }, i) => Math.abs(loss - (baseline.records[start + i]?.loss as number)));
      const distance = distances.reduce((sum, value) => sum + value, 0) / distances.length;
      if (distance > 0) means.push({ precision, step: start + length / 2, distance });
    }
    return means;
  });
  return drawChart({
    height: 260,
    color: colorScale(others.map(({ precision }) => precision)),
    x: { label: "step →" },
    y: { label: "↑ distance from the loss of f32", type: "log", grid: true, tickFormat: "~g" },
    marks: [
      Plot.lineY(points, { x: "step", y: "distance", stroke: "precision", strokeWidth: 1.6 }),
      Plot.dot(points, { x: "step", y: "distance", fill: "precision", r: 2 }),
    ],
  });
}
