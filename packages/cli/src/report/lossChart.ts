import * as Plot from "@observablehq/plot";
import type { RunResult } from "../runTraining.ts";
import { colorScale, drawChart, legend, precisionColors } from "./chartFrame.ts";

/** Loss by step, a running mean over a twentieth of the run; the curves lie on each other where precision costs nothing. */
export function lossChart(results: readonly RunResult[]): string {
  const points = results.flatMap(({ precision, records }) => {
    const window = Math.max(1, Math.floor(records.length / 20));
    let sum = 0;
    return records.map(({ step, loss }, i) => {
      sum += loss - (i >= window ? (records[i - window]?.loss as number) : 0);
      return { precision, step, loss: sum / Math.min(i + 1, window) };
    });
  });
  const names = results.map(({ precision }) => precision);
  const chart = drawChart({
    height: 340,
    color: colorScale(names),
    x: { label: "step →" },
    y: { label: "↑ loss (running mean)", type: "log", grid: true, tickFormat: "~g" },
    marks: [Plot.lineY(points, { x: "step", y: "loss", stroke: "precision", strokeWidth: 1.6 })],
  });
  return (
    legend(
      names,
      names.map((name) => precisionColors[name] as string),
    ) + chart
  );
}
