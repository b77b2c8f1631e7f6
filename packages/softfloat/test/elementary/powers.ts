import type { Rational } from "../oracle/rational.ts";
import { type Bracket, digits, fromInteger, product, quotient, root } from "./bracket.ts";

/** Powers of a base whose exponents are powers of two: `b^(2^i)` for `−rootCount ≤ i ≤ squareCount`. */
export interface Base {
  /** `b^(1/2^i)`, by repeated square roots. */
  readonly roots: readonly Bracket[];
  /** `b^(2^i)`, by repeated squaring. */
  readonly squares: readonly Bracket[];
}

const rootCount = 320;
const squareCount = 11;

/** Exponents reach to here. */
export const exponentLimit: bigint = 1n << BigInt(squareCount);

function createBase(base: Bracket): Base {
  const roots = [base];
  while (roots.length <= rootCount) roots.push(root(roots.at(-1)!));
  const squares = [base];
  while (squares.length < squareCount) squares.push(product(squares.at(-1)!, squares.at(-1)!));
  return { roots, squares };
}

export const bases: Readonly<Record<"two" | "e" | "ten", Base>> = {
  two: createBase(fromInteger(2n)),
  e: createBase(eulersNumber()),
  ten: createBase(fromInteger(10n)),
};

/** `Σ 1/n!`; what is left after a term below one unit is below one unit too. */
function eulersNumber(): Bracket {
  let [low, high] = [0n, 0n];
  let term = 1n << BigInt(digits);
  for (let n = 1n; term > 0n; n++) {
    low += term;
    high += term + 1n;
    term /= n;
  }
  return { low, high: high + 2n };
}

/**
 * `b^exponent` for a dyadic exponent between `±exponentLimit`: the product of the powers that its digits stand for. No
 * series, no logarithm and no reduction of the argument.
 */
export function power({ roots, squares }: Base, { numerator, denominator }: Rational): Bracket {
  if (numerator < 0n)
    return quotient(fromInteger(1n), power({ roots, squares }, { numerator: -numerator, denominator }));
  const places = denominator.toString(2).length - 1;
  const word = numerator.toString(2);
  let result = fromInteger(1n);
  for (const [index, digit] of [...word].entries()) {
    const weight = word.length - 1 - index - places; // the digit stands for 2^weight
    if (digit === "1") result = product(result, weight >= 0 ? squares[weight]! : roots[-weight]!);
  }
  return result;
}
