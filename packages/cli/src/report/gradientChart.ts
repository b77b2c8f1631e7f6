import * as Plot from "@observablehq/plot";
import { lowestExponent } from "../gradientProbe.ts";
import type { RunResult } from "../runTraining.ts";
import { drawChart, legend } from "./chartFrame.ts";

/** Bands of the fp16 number line by binade: what a magnitude in [2^e, 2^(e+1)) becomes. */
const bands = [
  { name: "flushed to zero", color: "#d55e00", from: -60, to: -25 },
  { name: "subnormal: fewer bits", color: "#e69f00", from: -25, to: -14 },
  { name: "normal", color: "#0072b2", from: -14, to: 16 },
  { name: "overflow", color: "#7f0000", from: 16, to: 30 },
] as const;

/** Magnitudes of the true gradients times the scale of the run, on the number line of fp16. */
export function gradientChart({ probes }: RunResult): string {
  const total = probes.reduce((sum, { values, zerosInF32 }) => sum + values - zerosInF32, 0);
  const bars = (probes[0]?.histogram ?? []).map((_, i) => {
    const exponent = i + lowestExponent;
    const count = probes.reduce((sum, { histogram }) => sum + (histogram[i] as number), 0);
    return { exponent, share: (100 * count) / total, color: bands.find(({ to }) => exponent < to)?.color ?? "#7f0000" };
  });
  return drawChart({
    height: 220,
    marginBottom: 40,
    x: { label: "exponent of |gradient × scale| →", domain: [-44, 20] },
    y: { label: "↑ % of values", grid: true },
    marks: [
      Plot.rectY(
        bars.filter(({ exponent }) => exponent >= -44 && exponent < 20),
        { x1: "exponent", x2: ({ exponent }) => exponent + 1, y: "share", fill: "color", inset: 0.5 },
      ),
      Plot.ruleX([-25, -14, 16], { stroke: "#333333", strokeDasharray: "4,3" }),
      Plot.ruleY([0]),
    ],
  });
}

export function gradientLegend(): string {
  return legend(
    bands.map(({ name }) => name),
    bands.map(({ color }) => color),
  );
}
