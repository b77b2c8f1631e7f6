import type { RoundingExplanation } from "./explainRounding.ts";
import type { Neighbour } from "./neighbour.ts";
import type { Palette } from "./palette.ts";
import { valueInWords } from "./valueInWords.ts";

const width = 41; // odd, so that there is a middle

/** The stretch between the neighbours with the number on it; nothing where there are no two neighbours. */
export function numberLine(explanation: RoundingExplanation, colors: Palette): string[] {
  const { lower, upper, midpoint, digits, decision, input } = explanation;
  if (lower === null || upper === null || midpoint === null || digits === null) return [];
  const part =
    Number.parseInt(digits.discarded.slice(0, 53), 2) / Number(1n << BigInt(Math.min(digits.discarded.length, 53)));
  const isNegative = lower.value.startsWith("-");
  const column = Math.min(Math.max(Math.floor((isNegative ? 1 - part : part) * width), 1), width - 2);
  const line = "├"
    .padEnd((width - 1) / 2, "─")
    .concat("┼")
    .padEnd(width - 1, "─")
    .concat("┤");
  const [left, right] = [nameOf(lower), nameOf(upper)];
  const indent = " ".repeat(left.length + 3);
  const mark = (isTaken: boolean, text: string): string => (isTaken ? colors.title(text) : text);
  return [
    `  ${mark(decision === "lower", left)} ${line} ${mark(decision === "upper", right)}`,
    `${indent}${" ".repeat(column)}▲ ${input.text.length > 24 ? "" : input.text}`,
  ];
}

function nameOf({ code, value }: Neighbour): string {
  return `${valueInWords(value)}${code === null ? " (beyond)" : ""}`;
}
