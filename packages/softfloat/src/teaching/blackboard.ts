import type { Expansion } from "./expansion.ts";

/** A number as it is written on a blackboard: `sign digits · 2^exponent`. */
export interface BlackboardRow {
  readonly label: string;
  readonly sign: "+" | "-";
  /** Binary digits with a point, padded with spaces: all rows of a step have their points in one column. */
  readonly digits: string;
  readonly exponent: number;
}

/** A number to be written with its point after the digit of weight `2^exponent`. */
export interface Term {
  readonly label: string;
  readonly number: Expansion;
  readonly exponent: number;
}

/** Write numbers below each other, point below point. */
export function blackboard(terms: readonly Term[]): BlackboardRow[] {
  const written = terms.map(({ number, exponent }) => binaryDigits(number, exponent));
  const wholeWidth = Math.max(...written.map(({ whole }) => whole.length));
  const fractionWidth = Math.max(...written.map(({ fraction }) => fraction.length));
  return terms.map(({ label, number, exponent }, index) => {
    const { whole, fraction } = written[index] as (typeof written)[number];
    const point = fraction === "" ? " " : ".";
    const digits = whole.padStart(wholeWidth) + (fractionWidth === 0 ? "" : point + fraction.padEnd(fractionWidth));
    return { label, sign: number.isNegative ? "-" : "+", digits, exponent };
  });
}

/** The digits before and after the point; an ellipsis stands for digits that were cut off. */
export function binaryDigits(
  { significand, exponent, isCut }: Expansion,
  pointExponent: number,
): { whole: string; fraction: string } {
  const places = Math.max(pointExponent - exponent, 0);
  const integer = significand << BigInt(Math.max(exponent - pointExponent, 0));
  const digits = integer.toString(2).padStart(places + 1, "0");
  const at = digits.length - places;
  return { whole: digits.slice(0, at), fraction: digits.slice(at) + (isCut ? "…" : "") };
}
