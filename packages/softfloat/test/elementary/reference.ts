import { compare, type Rational, scaled } from "../oracle/rational.ts";
import { exactly, magnitude, type Real } from "./real.ts";

/** A result that is no nonzero number. */
export type Special = "zero" | "minusZero" | "infinity" | "minusInfinity" | "pole" | "minusPole" | "invalid";

/**
 * A function of one number as IEEE 754-2019 §9.2 or its definition has it, computed otherwise than the package does.
 * `edges` are its results at −∞, −0, +0 and +∞; `at` takes a reduced fraction.
 */
export interface Reference {
  readonly edges: readonly [Special | Real, Special | Real, Special | Real, Special | Real];
  readonly at: (x: Rational) => Special | Real;
}

export const one: Rational = scaled(1n, 0);
export const minusOne: Rational = scaled(-1n, 0);
export const plusOne: Real = exactly(one);

export function isNegative(x: Rational): boolean {
  return x.numerator < 0n;
}

/** Whether `|x| ≥ bound`. */
export function reaches(x: Rational, bound: bigint): boolean {
  return compare(magnitude(x), scaled(bound, 0)) >= 0;
}

/** The nearest binary64, or about; it never decides anything. */
export function estimate({ numerator, denominator }: Rational): number {
  return Number(numerator) / Number(denominator);
}
