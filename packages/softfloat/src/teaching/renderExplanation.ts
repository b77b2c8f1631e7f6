import { brief } from "./brief.ts";
import { className } from "./className.ts";
import type { DescribedCode } from "./describeCode.ts";
import type { Explanation } from "./explain.ts";
import { type Palette, palette, type RenderOptions } from "./palette.ts";
import { powerText } from "./powerText.ts";
import { valueInWords } from "./valueInWords.ts";

/**
 * What {@link explain} says of a code, as lines of plain text: the fields under the bits, then value and surroundings.
 *
 * Long decimals are cut, with “…”. No line end after the last line.
 *
 * @see IEEE 754-2019 §3.4.
 * @example
 * import { E2M1FN } from "@binade/softfloat";
 * import { explain, renderExplanation } from "@binade/softfloat/teaching";
 *
 * renderExplanation(explain(E2M1FN, 0x3)).split("\n")[0]; // "E2M1FN 0x3 = 1.5, positive normal"
 */
export function renderExplanation(explanation: Explanation, options: RenderOptions = {}): string {
  const colors = palette(options);
  const { format, code, value } = explanation;
  const heading = colors.title(`${format} ${code} = ${valueInWords(value)}`);
  const rows = valueRows(explanation, colors);
  const width = Math.max(...rows.map(([label]) => label.length));
  return [
    `${heading}, ${className[explanation.class]}`,
    "",
    ...fieldLines(explanation, colors),
    "",
    ...rows.map(([label, text]) => `  ${colors.aside(label.padEnd(width))}  ${text}`),
  ].join("\n");
}

/** The bits, and under them a line from each field to its meaning. */
function fieldLines(explanation: Explanation, colors: Palette): string[] {
  const { fields, biasedExponent, exponent, implicitDigit, trailingSignificand } = explanation;
  const exponentWords = exponent === null ? "" : `: exponent ${exponent}`;
  const implicit = implicitDigit === null ? "" : `, after the implicit digit ${implicitDigit}`;
  const legend = [
    { bits: fields.sign, paint: colors.sign, words: `sign ${fields.sign === "1" ? "-" : "+"}` },
    {
      bits: fields.biasedExponent,
      paint: colors.exponent,
      words: `biased exponent ${biasedExponent}${exponentWords}`,
    },
    {
      bits: fields.trailingSignificand,
      paint: colors.significand,
      words: `trailing significand ${trailingSignificand}${implicit}`,
    },
  ].filter(({ bits }) => bits !== "");

  const lines = [`  ${legend.map(({ bits, paint }) => paint(bits)).join(" ")}`];
  for (let last = legend.length - 1; last >= 0; last--) {
    const stems = legend.slice(0, last).map(({ bits, paint }) => `${paint("│")}${" ".repeat(bits.length)}`);
    const { paint, words } = legend[last] as (typeof legend)[number];
    lines.push(`  ${stems.join("")}${paint("└")} ${words}`);
  }
  return lines;
}

function valueRows(explanation: Explanation, colors: Palette): [label: string, text: string][] {
  const { rational, decimalDigits, ulp, previous, next, roundingInterval, midpointBelow, midpointAbove } = explanation;
  if (rational === null || decimalDigits === null || ulp === null) return neighbourRows(previous, next);
  const digits = `${decimalDigits.exact} significant ${decimalDigits.exact === 1 ? "digit" : "digits"}`;
  const rows: [string, string][] = [
    ["in binary", binaryText(explanation, colors)],
    ["in decimal", `${decimalText(explanation)} (${digits})`],
    ["shortest that reads back", explanation.shortest],
    ["hex-float", explanation.hexFloat],
    ["fraction", `${brief(rational.numerator)} / ${brief(rational.denominator)}`],
    ["ulp", powerText(ulp)],
    ...neighbourRows(previous, next),
    [
      "halfway",
      [midpointBelow, midpointAbove]
        .map((midpoint) => (midpoint === null ? "none" : valueInWords(midpoint)))
        .join(" and "),
    ],
  ];
  if (roundingInterval !== null) {
    const { lower, upper, includesLower, includesUpper } = roundingInterval;
    rows.push([
      "rounds to it",
      `${includesLower ? "[" : "("}${valueInWords(lower)}, ${valueInWords(upper)}${includesUpper ? "]" : ")"}`,
    ]);
  }
  return rows;
}

/** Every digit where they fit on a line, else the first of them. */
function decimalText({ exactDecimal, value }: Explanation): string {
  return brief(exactDecimal) === exactDecimal ? exactDecimal : valueInWords(value);
}

function neighbourRows(previous: DescribedCode | null, next: DescribedCode | null): [string, string][] {
  const text = (neighbour: DescribedCode | null): string =>
    neighbour === null ? "none" : `${neighbour.code}  ${valueInWords(neighbour.value)}`;
  return [
    ["previous", text(previous)],
    ["next", text(next)],
  ];
}

/** `+1.1001100110 · 2^-4`, in the colours of the fields. */
function binaryText({ isNegative, implicitDigit, fields, exponent }: Explanation, colors: Palette): string {
  const fraction = fields.trailingSignificand === "" ? "" : `.${colors.significand(fields.trailingSignificand)}`;
  return `${colors.sign(isNegative ? "-" : "+")}${implicitDigit}${fraction} · 2^${colors.exponent(`${exponent}`)}`;
}
