import { brief } from "./brief.ts";
import { className } from "./className.ts";
import type { RoundingExplanation } from "./explainRounding.ts";
import { flagsText } from "./flagsText.ts";
import { numberLine } from "./numberLine.ts";
import { type Palette, palette, type RenderOptions } from "./palette.ts";
import { powerText } from "./powerText.ts";
import type { RoundedDigits } from "./roundedDigits.ts";
import { valueInWords } from "./valueInWords.ts";
import { wrapped } from "./wrapped.ts";

/**
 * What {@link explainRounding} says, as lines of plain text: the number line between the neighbours, the digits with a bar
 * after the last that fits, the decision in words, the error and the flags. No line end after the last line.
 *
 * @see IEEE 754-2019 §4.3.
 * @example
 * import { FP16 } from "@binade/softfloat";
 * import { explainRounding, renderRounding } from "@binade/softfloat/teaching";
 *
 * const text = renderRounding(explainRounding(FP16, 2049));
 * text.split("\n")[0]; // "2049 in FP16, roundTiesToEven: 0x6800 = 2048, positive normal"
 */
export function renderRounding(explanation: RoundingExplanation, options: RenderOptions = {}): string {
  const colors = palette(options);
  const { format, rounding, input, result } = explanation;
  const outcome =
    result === null ? "open" : `${result.code} = ${valueInWords(result.value)}, ${className[result.class]}`;
  const blocks = [
    [colors.title(`${brief(input.text)} in ${format}, ${rounding}: ${outcome}`)],
    numberLine(explanation, colors),
    explanation.digits === null ? [] : digitLines(explanation.digits, input.text.startsWith("-"), colors),
    wordLines(explanation),
    errorLines(explanation),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

const mostDiscarded = 24;

function digitLines(digits: RoundedDigits, isNegative: boolean, colors: Palette): string[] {
  const { kept, discarded, exponent, isDiscardedCut, lsb, guard, round, sticky } = digits;
  const isLong = discarded.length > mostDiscarded || isDiscardedCut;
  const rest = discarded.slice(0, mostDiscarded) + (isLong ? "…" : "");
  const point = kept.length > 1 ? "." : "";
  const sign = colors.sign(isNegative ? "-" : "+");
  const digitText = `${kept.charAt(0)}${point}${colors.significand(kept.slice(1))}`;
  const bar = rest === "" ? "" : `|${colors.discarded(rest)}`;
  const lines = [`  ${sign}${digitText}${bar} · 2^${colors.exponent(`${exponent}`)}`];
  if (rest !== "") lines.push(`  last kept digit ${lsb}, guard ${guard}, round ${round}, sticky ${sticky}`);
  return lines;
}

function wordLines({ reason, consequences }: RoundingExplanation): string[] {
  return [reason, ...consequences].map((line) => `  ${wrapped(line, "    ")}`);
}

function errorLines({ error, errorUlps, ulp, flags }: RoundingExplanation): string[] {
  const lines: string[] = [];
  if (error !== null && errorUlps !== null && ulp !== null) {
    lines.push(error === 0 ? "  error 0" : `  error ${error}: ${errorUlps} ulp of ${powerText(ulp)}`);
  }
  return [...lines, `  flags: ${flagsText(flags)}`];
}
