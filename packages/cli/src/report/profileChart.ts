import * as Plot from "@observablehq/plot";
import type { ProfiledRun } from "../profileTable.ts";
import { drawChart, precisionColors } from "./chartFrame.ts";

/** Kernels that have a bar of their own; the others share the last. */
const shown = 12;

/** Milliseconds of the device in a step, a bar a kernel. */
export function profileChart({ precision, steps, times }: ProfiledRun): string {
  const sums = new Map<string, number>();
  for (const { kernel, milliseconds } of times) sums.set(kernel, (sums.get(kernel) ?? 0) + milliseconds / steps);
  const sorted = [...sums].sort(([, a], [, b]) => b - a).map(([kernel, milliseconds]) => ({ kernel, milliseconds }));
  const rest = sorted.slice(shown);
  const bars = sorted.slice(0, shown);
  if (rest.length > 0) {
    const milliseconds = rest.reduce((sum, bar) => sum + bar.milliseconds, 0);
    bars.push({ kernel: `${rest.length} others`, milliseconds });
  }
  return drawChart({
    height: 60 + 22 * bars.length,
    marginLeft: 130,
    marginRight: 44,
    x: { label: "ms a step →", grid: true },
    y: { label: null, domain: bars.map(({ kernel }) => kernel) },
    marks: [
      Plot.barX(bars, { y: "kernel", x: "milliseconds", fill: precisionColors[precision] ?? "#666666" }),
      Plot.text(bars, {
        y: "kernel",
        x: "milliseconds",
        text: ({ milliseconds }: { milliseconds: number }) => milliseconds.toFixed(milliseconds < 1 ? 3 : 1),
        dx: 4,
        textAnchor: "start",
      }),
    ],
  });
}
