import { type Code, type Format, ulpDistance } from "@binade/softfloat";
import {
  type DescribedCode,
  explainRounding,
  type RenderOptions,
  type RoundingExplanation,
  renderTrace,
  type TeachingOptions,
  type Trace,
  type TracedOperation,
  trace,
} from "@binade/softfloat/teaching";
import { textTable } from "../textTable.ts";
import { codeIn } from "./codeIn.ts";
import { decimalText } from "./decimalText.ts";
import { exactResult } from "./exactResult.ts";
import { fractionText } from "./fractionText.ts";
import type { Expression } from "./parseExpression.ts";

/** An operation on numbers that are rounded to a format first. */
export interface Calculation {
  readonly format: string;
  readonly expression: string;
  readonly operands: readonly RoundingExplanation[];
  readonly trace: Trace;
  /** What the operation on the numbers as they were written is, rounded once; null for roots, ±∞ and NaN. */
  readonly direct: RoundingExplanation | null;
  /** How many steps to the next number lie between the two results; null where one of them is NaN. */
  readonly distance: string | null;
}

type AnyTrace = (
  format: Format<Code>,
  operation: TracedOperation,
  ...rest: readonly (Code | TeachingOptions)[]
) => Trace;

const symbols: Readonly<Record<TracedOperation, (a: string, b: string, c: string) => string>> = {
  add: (a, b) => `${a} + ${b}`,
  sub: (a, b) => `${a} - ${b}`,
  mul: (a, b) => `${a} · ${b}`,
  div: (a, b) => `${a} / ${b}`,
  sqrt: (a) => `√${a}`,
  fma: (a, b, c) => `${a} · ${b} + ${c}`,
};

export function calculate(
  format: Format<Code>,
  { operation, operands }: Expression,
  options: TeachingOptions,
): Calculation {
  if (operation === undefined) throw new RangeError("an operation expected, got a number");
  const rounded = operands.map((operand) => explainRounding(format, operand, options));
  const codes = rounded.map(({ result }) => {
    if (result === null) throw new RangeError("--random expected, as stochastic leaves an operand open");
    return codeIn(format, BigInt(result.code));
  });
  const told = (trace as AnyTrace)(format, operation, ...codes, options);
  const exact = exactResult(operation, rounded);
  const direct = exact === null ? null : explainRounding(format, exact, options);
  return {
    format: format.name,
    expression: expressionText(operation, operands),
    operands: rounded,
    trace: told,
    direct,
    distance: distanceBetween(format, told.result, direct?.result ?? null),
  };
}

function expressionText(operation: TracedOperation, operands: readonly string[]): string {
  const [a = "", b = "", c = ""] = operands.map((operand) => (operand.startsWith("-") ? `(${operand})` : operand));
  return symbols[operation](a, b, c);
}

function distanceBetween(format: Format<Code>, a: DescribedCode | null, b: DescribedCode | null): string | null {
  if (a === null || b === null || [a, b].some(({ value }) => Number.isNaN(Number(value)))) return null;
  return `${ulpDistance(format, codeIn(format, BigInt(a.code)), codeIn(format, BigInt(b.code)))}`;
}

/** One calculation, told from the operands to the result. */
export function renderCalculation(format: Format<Code>, calculation: Calculation, options: RenderOptions): string {
  return [
    calculation.operands.map((operand) => operandLine(format, operand)).join("\n"),
    renderTrace(calculation.trace, options),
    ...verdict(format, calculation),
  ].join("\n\n");
}

function operandLine(format: Format<Code>, { input, result, errorUlps }: RoundingExplanation): string {
  const becomes = `${input.text} in ${format.name} is ${result?.code} = ${decimalText(format, result)}`;
  if (errorUlps === null) return becomes;
  return errorUlps === 0 ? `${becomes}, exactly` : `${becomes}, off by ${errorUlps} ulp`;
}

/** What comes out if only the result is rounded, where that can be another number. */
function verdict(format: Format<Code>, { expression, operands, direct, distance }: Calculation): string[] {
  const isExact = operands.every(({ errorUlps }) => errorUlps === 0);
  if (isExact || direct === null || direct.result === null || distance === null) return [];
  const { input, result } = direct;
  const outcome =
    distance === "0" ? "the same number" : `another number, ${distance} ${distance === "1" ? "step" : "steps"} away`;
  return [
    `The exact ${expression} = ${input.value === null ? input.text : fractionText(input.value)} would become ${result.code} = ${decimalText(format, result)}: ${outcome}.`,
  ];
}

/** The same calculation in several formats, a line for each. */
export function renderCalculations(formats: readonly Format<Code>[], calculations: readonly Calculation[]): string {
  const [first] = calculations;
  if (first === undefined) return "";
  const titles = [
    "format",
    ...first.operands.map(({ input }) => input.text),
    first.expression,
    "rounded only once",
    "steps between",
  ];
  const rows = calculations.map(({ operands, trace: { result }, direct, distance }, index) => {
    const format = formats[index] as Format<Code>;
    const results = [...operands.map((operand) => operand.result), result, direct?.result ?? null];
    return [format.name, ...results.map((each) => decimalText(format, each)), distance ?? ""];
  });
  return textTable([titles, ...rows]).join("\n");
}
