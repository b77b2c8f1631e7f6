import { type Datum, type Layout, read } from "../oracle/layout.ts";
import type { Rational } from "../oracle/rational.ts";
import { locate, type Position, settle } from "../oracle/round.ts";
import { infinite, invalid, nanAmong, type Options, type Result, signed } from "../oracle/special.ts";
import type { Real } from "./real.ts";
import type { Reference, Special } from "./reference.ts";

/** What a function gives for a code. */
export interface Expectation {
  /** The result under any options that leave the operand as it is. */
  readonly under: (options: Options) => Result;
  /** Where the value lies among those of the format, if it is a number other than zero. */
  readonly position: Position | undefined;
}

/** Locate `f(code)` among the values of the format once; the options then settle it. */
export function expectationFor(layout: Layout, reference: Reference, code: number | bigint): Expectation {
  const datum = read(layout, code);
  const result = resultAt(reference, datum);
  if (result === undefined) return { under: (options) => nanAmong(layout, [datum], options)!, position: undefined };
  if (typeof result === "string") return { under: (options) => specials[result](layout, options), position: undefined };
  const position = locate(layout, result.compare);
  return { under: (options) => settle(layout, position, result.isNegative, options), position };
}

function resultAt({ edges, at }: Reference, datum: Datum): Special | Real | undefined {
  if (datum.kind === "nan") return undefined;
  if (datum.kind === "infinity") return edges[datum.isNegative ? 0 : 3];
  return datum.value.numerator === 0n ? edges[datum.isNegative ? 1 : 2] : at(reduced(datum.value));
}

const specials: Record<Special, (layout: Layout, options: Options) => Result> = {
  zero: (layout, options) => zeroOf(layout, false, options),
  minusZero: (layout, options) => zeroOf(layout, true, options),
  infinity: (layout, options) => infinite(layout, false, options),
  minusInfinity: (layout, options) => infinite(layout, true, options),
  pole: (layout, options) => divided(infinite(layout, false, options)),
  minusPole: (layout, options) => divided(infinite(layout, true, options)),
  invalid,
};

function zeroOf(layout: Layout, isNegative: boolean, options: Options): Result {
  return layout.hasZero ? { code: signed(layout, isNegative, 0n), flags: 0 } : invalid(layout, options);
}

/** §7.3: a pole raises divideByZero. */
function divided({ code, flags }: Result): Result {
  return { code, flags: flags + 8 };
}

function reduced({ numerator, denominator }: Rational): Rational {
  let [up, down] = [numerator, denominator];
  for (; up % 2n === 0n && down % 2n === 0n; down /= 2n) up /= 2n;
  return { numerator: up, denominator: down };
}
