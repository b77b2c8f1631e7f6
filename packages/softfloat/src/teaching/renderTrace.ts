import type { BlackboardRow } from "./blackboard.ts";
import { flagsText } from "./flagsText.ts";
import { type Palette, palette, type RenderOptions } from "./palette.ts";
import type { Trace } from "./trace.ts";
import type { TraceStep } from "./traceStep.ts";
import { valueInWords } from "./valueInWords.ts";
import { wrapped } from "./wrapped.ts";

/**
 * What {@link trace} gives, as lines of plain text: each step with its words and its digits, point below point. Very long
 * rows are cut in the middle. No line end after the last line.
 *
 * @see J.-M. Muller et al., “Handbook of Floating-Point Arithmetic”, 2018, chapter 7.
 * @example
 * import { FP16 } from "@binade/softfloat";
 * import { renderTrace, trace } from "@binade/softfloat/teaching";
 *
 * renderTrace(trace(FP16, "div", 0x3c00, 0x0000));
 * // "1 / 0 in FP16\n\nspecial: a nonzero number over zero raises divideByZero and is infinite; the signs multiply; the result\n  is ∞\n\n0x7c00 = ∞, flags: divideByZero"
 */
export function renderTrace(trace: Trace, options: RenderOptions = {}): string {
  const colors = palette(options);
  const { format, expression, steps, result, flags } = trace;
  const outcome = result === null ? "open" : `${result.code} = ${valueInWords(result.value)}`;
  return [
    colors.title(`${expression} in ${format}`),
    ...steps.map((step) => stepText(step, colors)),
    `${colors.title(outcome)}, flags: ${flagsText(flags)}`,
  ].join("\n\n");
}

function stepText({ name, words, rows }: TraceStep, colors: Palette): string {
  const labelWidth = Math.max(0, ...rows.map(({ label }) => label.length));
  const cut = middleCut(rows);
  const lines = rows.map((row) => {
    const label = colors.aside(row.label.padStart(labelWidth));
    return `  ${label}  ${colors.sign(row.sign)} ${digitText(cut(row.digits), colors)} · 2^${colors.exponent(`${row.exponent}`)}`;
  });
  if (name === "operate" && lines.length > 1) {
    const width = cut(rows[0]?.digits ?? "").length + 2;
    lines.splice(-1, 0, `  ${" ".repeat(labelWidth)}  ${"─".repeat(width)}`);
  }
  const text = wrapped(`${name}: ${words}`, "  ");
  return [colors.title(name) + text.slice(name.length), ...lines].join("\n");
}

const longest = 80;
const shownAtStart = 44;
const shownAtEnd = 30;

/** Leaves the same middle columns out of every row when they are too many. */
function middleCut(rows: readonly BlackboardRow[]): (digits: string) => string {
  const width = Math.max(0, ...rows.map(({ digits }) => digits.length));
  if (width <= longest) return (digits) => digits;
  return (digits) => `${digits.slice(0, shownAtStart)} … ${digits.slice(width - shownAtEnd)}`;
}

/** Digits before the bar in one colour, those after it in another. */
function digitText(digits: string, colors: Palette): string {
  const bar = digits.indexOf("|");
  if (bar === -1) return colors.significand(digits);
  return `${colors.significand(digits.slice(0, bar))}|${colors.discarded(digits.slice(bar + 1))}`;
}
