import type { Code, Format, RoundingOptions } from "../src/index.ts";
import { type BlackboardRow, type Trace, type TraceStep, trace } from "../src/teaching/index.ts";
import { arity, type OperationName } from "./oracle/operations.ts";
import { compare, fromNumber, negated, over, plus, type Rational, scaled, times } from "./oracle/rational.ts";
import { flagBits } from "./support.ts";
import { operations, resultOf, withFlags } from "./underTest.ts";

export type { OperationName };
export const tracedOperations: readonly OperationName[] = ["add", "sub", "mul", "div", "sqrt", "fma"];

type Trace6 = (format: Format<Code>, operation: OperationName, ...rest: readonly unknown[]) => Trace;

/** What is wrong with a trace, compared with the operation itself and with exact arithmetic on the operands. */
export function traceFlaw(
  format: Format<Code>,
  operation: OperationName,
  operands: readonly Code[],
  options: RoundingOptions,
): string | undefined {
  const codes = operands.slice(0, arity[operation]);
  const told = (trace as Trace6)(format, operation, ...codes, options);
  const expected = resultOf(() => operations[operation](format, codes, withFlags(options as object)));
  if (told.result === null || BigInt(told.result.code) !== expected.code) return `result ${told.result?.code}`;
  if (flagBits(told.flags) !== expected.flags) return `flags ${flagBits(told.flags)}`;
  if (told.steps.some(({ words }) => words === "")) return "no words";
  if (told.steps.some((step) => !isAligned(step))) return "rows that do not line up";
  return told.steps[0]?.name === "special" ? undefined : digitsFlaw(told, options.flushInputs === true);
}

/** Whether all rows of a step are equally wide, and their points in one column. */
function isAligned({ rows }: TraceStep): boolean {
  const columns = rows.map(({ digits }) => digits.indexOf(".")).filter((column) => column >= 0);
  return new Set(rows.map(({ digits }) => digits.length)).size <= 1 && new Set(columns).size <= 1;
}

function digitsFlaw(told: Trace, flushInputs: boolean): string | undefined {
  const [unpack] = told.steps;
  const values = unpack?.rows.map(valueOfRow) ?? [];
  const isRead = told.operands.every(({ value }, index) => {
    const isFlushed = flushInputs && values[index]?.numerator === 0n;
    return isFlushed || compare(fromNumber(Number(value)), values[index]!) === 0;
  });
  if (!isRead) return "operands";

  const exactRows = told.steps
    .slice(1)
    .flatMap(({ name, rows }) => (name === "align" ? [] : rows.slice(0, name === "round" ? 1 : undefined).slice(-1)));
  const wanted = told.operation === "fma" ? exactRows.slice(1) : exactRows;
  const wrong = wanted.find((row) => !isResultOf(told.operation, values, row));
  if (wrong !== undefined) return `digits ${wrong.digits}`;
  return roundedFlaw(told);
}

/** Whether a row holds the exact result, or its first digits. */
function isResultOf(operation: OperationName, values: readonly Rational[], row: BlackboardRow): boolean {
  const [a, b, c] = values as [Rational, Rational, Rational];
  const shown = valueOfRow(row);
  const isCut = row.digits.includes("…");
  const last = isCut ? lastPlaceOf(row) : scaled(0n, 0);
  const signedLast = row.sign === "-" ? negated(last) : last;
  const isBetween = (exact: Rational, scale: (x: Rational) => Rational): boolean => {
    const [low, high] = [scale(shown), scale(plus(shown, signedLast))];
    if (!isCut) return compare(low, exact) === 0;
    return row.sign === "-"
      ? compare(high, exact) < 0 && compare(exact, low) < 0
      : compare(low, exact) < 0 && compare(exact, high) < 0;
  };
  if (operation === "sqrt") return isBetween(a, (x) => times(x, x));
  const exact = {
    add: () => plus(a, b),
    sub: () => plus(a, negated(b)),
    mul: () => times(a, b),
    div: () => over(a, b),
    fma: () => plus(times(a, b), c),
  }[operation]();
  return isBetween(exact, (x) => x);
}

/** The rounded row is the result, unless that lies beyond the range. */
function roundedFlaw({ steps, result, flags }: Trace): string | undefined {
  const [exact, rounded] = steps[steps.length - 1]?.rows ?? [];
  const hasBar = exact?.digits.includes("|") ?? flags.inexact;
  if (hasBar !== flags.inexact && !flags.underflow && !flags.overflow) {
    return "a bar where nothing is cut, or none";
  }
  if (rounded === undefined || flags.overflow || flags.invalid || result === null) return undefined;
  return compare(valueOfRow(rounded), fromNumber(Number(result.value))) === 0 ? undefined : `rounded ${rounded.digits}`;
}

function valueOfRow({ sign, digits, exponent }: BlackboardRow): Rational {
  const [whole = "", fraction = ""] = digits.replace(/[ |…]/g, "").split(".");
  const magnitude = scaled(BigInt(`0b${whole}${fraction}`), exponent - fraction.length);
  return sign === "-" ? negated(magnitude) : magnitude;
}

function lastPlaceOf({ digits, exponent }: BlackboardRow): Rational {
  const [, fraction = ""] = digits.replace(/[ |…]/g, "").split(".");
  return scaled(1n, exponent - fraction.length);
}
