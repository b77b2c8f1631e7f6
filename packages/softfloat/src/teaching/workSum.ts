import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { blackboard } from "./blackboard.ts";
import type { Expansion } from "./expansion.ts";
import { places } from "./places.ts";
import type { TraceStep } from "./traceStep.ts";
import { isZeroOperand, type Operand, type Working } from "./working.ts";

/** Add two finite numbers on the blackboard: align the points, then add or subtract the magnitudes. */
export function workSum(a: Operand, b: Operand, options: RoundingOptions): Working {
  const exponent = isZeroOperand(a) ? b.exponent : isZeroOperand(b) ? a.exponent : Math.max(a.exponent, b.exponent);
  const exact = exactSum(a.number, b.number, options);
  const aligned = [a, b].map((term) => ({ ...term, exponent }));
  return {
    steps: [
      { name: "align", words: alignWords(a, b), rows: blackboard(aligned) },
      {
        name: "operate",
        words: sumWords(a, b, exact, options),
        rows: blackboard([...aligned, { label: "sum", number: exact, exponent }]),
      } satisfies TraceStep,
    ],
    exact,
    exponent,
  };
}

function alignWords(a: Operand, b: Operand): string {
  if (isZeroOperand(a) || isZeroOperand(b)) return "one of them is zero: there is nothing to align";
  const distance = Math.abs(a.exponent - b.exponent);
  if (distance === 0) return `both have the exponent ${a.exponent}: the digits stand in line already`;
  const [smaller, larger] = a.exponent < b.exponent ? [a, b] : [b, a];
  return `${smaller.label} has the smaller exponent: its digits move ${places(distance)} to the right, so that both stand at 2^${larger.exponent}`;
}

function sumWords(a: Operand, b: Operand, sum: Expansion, { rounding }: RoundingOptions): string {
  const isSameSign = a.number.isNegative === b.number.isNegative;
  if (sum.significand !== 0n) {
    if (isSameSign) return "the signs are equal: the magnitudes are added";
    return "the signs differ: the smaller magnitude is taken from the larger, whose sign remains";
  }
  if (isSameSign) return "a sum of zeros of one sign is a zero of that sign";
  return `nothing is left; such a zero is ${sum.isNegative ? "-0" : "+0"}${rounding === "roundTowardNegative" ? " in this mode" : ""}`;
}

function exactSum(x: Expansion, y: Expansion, { rounding }: RoundingOptions): Expansion {
  const exponent = Math.min(x.exponent, y.exponent);
  const integerOf = (term: Expansion): bigint => {
    const magnitude = term.significand << BigInt(term.exponent - exponent);
    return term.isNegative ? -magnitude : magnitude;
  };
  const sum = integerOf(x) + integerOf(y);
  const signOfZero = x.isNegative === y.isNegative ? x.isNegative : rounding === "roundTowardNegative";
  const isNegative = sum === 0n ? signOfZero : sum < 0n;
  return { isNegative, significand: sum < 0n ? -sum : sum, exponent, isCut: false };
}
