import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";

/** One colour a precision, told apart also by people who see few colours (Okabe and Ito's palette). */
export const precisionColors: Readonly<Record<string, string>> = {
  f32: "#000000",
  f16: "#0072b2",
  "f16-unscaled": "#d55e00",
  bf16: "#009e73",
  tf32: "#cc79a7",
};

export const chartWidth = 860;

/** A plot as an SVG element in text, drawn without a browser. */
export function drawChart(options: Plot.PlotOptions): string {
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const figure = Plot.plot({
    width: chartWidth,
    marginLeft: 56,
    style: { fontFamily: "system-ui, sans-serif", fontSize: "13px", background: "none" },
    ...options,
    document: document as never, // linkedom's, as there is no DOM library here
  });
  return figure.outerHTML;
}

/** Domain and colours for the precisions that were run. */
export function colorScale(precisions: readonly string[]): Plot.ScaleOptions {
  return {
    domain: [...precisions],
    range: precisions.map((precision) => precisionColors[precision] ?? "#666666"),
    legend: false,
  };
}

/** Names and colours as HTML; Plot's own legend would wrap the chart in a figure. */
export function legend(names: readonly string[], colors: readonly string[]): string {
  const items = names.map((name, i) => `<span><i style="background:${colors[i]}"></i>${name}</span>`);
  return `<p class="legend">${items.join("")}</p>`;
}
