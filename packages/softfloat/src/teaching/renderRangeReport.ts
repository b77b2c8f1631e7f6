import { palette, type RenderOptions } from "./palette.ts";
import type { BinadeCount, RangeReport } from "./rangeReport.ts";
import type { RangeOutcome } from "./rangeTally.ts";

/** In the order of the text. */
const outcomes: Readonly<Record<RangeOutcome, string>> = {
  normal: "normal",
  subnormal: "subnormal",
  flushedToZero: "became zero",
  overflow: "became ∞ or NaN",
  saturated: "became the largest finite number",
  zero: "zero before",
  infinite: "∞ before",
  nan: "NaN before",
  invalid: "nothing like it in the format",
};

/**
 * What {@link rangeReport} gives, as lines of plain text: the shares of all outcomes that occur, and a histogram with a bar
 * for each binade, in which elements that became zero or overflowed are marked. No line end after the last line.
 *
 * @see P. Micikevicius et al., “Mixed Precision Training”, 2018, figure 3.
 * @example
 * import { FP16 } from "@binade/softfloat";
 * import { rangeReport, renderRangeReport } from "@binade/softfloat/teaching";
 *
 * const text = renderRangeReport(rangeReport(FP16, [1, 1e-9]));
 * text.split("\n")[0]; // "2 elements in FP16"
 */
export function renderRangeReport(report: RangeReport, options: RenderOptions = {}): string {
  const colors = palette(options);
  const { format, count, scale, histogram } = report;
  const heading = `${count} elements${scale === 1 ? "" : ` times ${scale}`} in ${format}`;
  const blocks = [
    [colors.title(heading)],
    outcomeLines(report),
    summaryLines(report),
    histogramLines(histogram, report),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function outcomeLines({ counts, shares }: RangeReport): string[] {
  const occurring = (Object.keys(outcomes) as RangeOutcome[]).filter((outcome) => counts[outcome] > 0);
  const width = Math.max(0, ...occurring.map((outcome) => outcomes[outcome].length));
  return occurring.map((outcome) => {
    const share = `${(100 * shares[outcome]).toFixed(2)} %`;
    return `  ${outcomes[outcome].padEnd(width)}  ${share.padStart(8)}  ${counts[outcome]}`;
  });
}

function summaryLines({ smallest, largest, doublingsLeft, sqnrDecibels, exact }: RangeReport): string[] {
  if (smallest === null || largest === null) return [];
  return [
    `  magnitudes from ${smallest} to ${largest}; ${exact} exact`,
    `  doublings of the scale before the largest overflows: ${doublingsLeft}`,
    ...(sqnrDecibels === null ? [] : [`  signal to rounding error: ${sqnrDecibels.toFixed(1)} dB`]),
  ];
}

const barWidth = 48;

function histogramLines(histogram: readonly BinadeCount[], { exponents }: RangeReport): string[] {
  const most = Math.max(1, ...histogram.map(({ count }) => count));
  const lines = histogram.map((bin) => {
    const lost = bin.flushedToZero + bin.overflowed;
    const length = Math.ceil((barWidth * bin.count) / most);
    const lostLength = Math.ceil((barWidth * lost) / most);
    const bar = "░".repeat(lostLength) + "█".repeat(Math.max(length - lostLength, 0));
    return `  ${`2^${bin.exponent}`.padStart(7)} ${zoneOf(bin.exponent, exponents)} ${bar} ${bin.count === 0 ? "" : bin.count}`.trimEnd();
  });
  if (lines.length === 0) return [];
  return [...lines, "", "  s: subnormal, ·: below the least number, >: beyond the range; ░: became zero or overflowed"];
}

function zoneOf(exponent: number, { least, emin, emax }: RangeReport["exponents"]): string {
  if (exponent < least) return "·";
  if (exponent < emin) return "s";
  return exponent > emax ? ">" : " ";
}
