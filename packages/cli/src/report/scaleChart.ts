import * as Plot from "@observablehq/plot";
import type { RunResult } from "../runTraining.ts";
import { drawChart, precisionColors } from "./chartFrame.ts";

/** The loss scale over time, with a mark at every skipped step; nothing for a run without a scaler. */
export function scaleChart({ precision, records }: RunResult): string {
  const points = records.map(({ step, scale, skipped }) => ({ step, exponent: Math.round(Math.log2(scale)), skipped }));
  const color = precisionColors[precision] ?? "#666666";
  const exponents = points.map(({ exponent }) => exponent);
  return drawChart({
    height: 200,
    x: { label: "step →" },
    y: {
      label: "↑ scale",
      domain: [Math.min(...exponents) - 1, Math.max(...exponents) + 1],
      interval: 1,
      grid: true,
      tickFormat: (exponent: number) => `2^${exponent}`,
    },
    marks: [
      Plot.lineY(points, { x: "step", y: "exponent", curve: "step-after", stroke: color, strokeWidth: 2 }),
      Plot.dot(
        points.filter(({ skipped }) => skipped),
        { x: "step", y: "exponent", symbol: "times", stroke: "#d55e00", strokeWidth: 2.5, r: 6 },
      ),
    ],
  });
}
