import { functionCoefficients } from "@binade/backend";
import type { Arithmetic } from "../arithmetic.ts";
import type { Word } from "../specTensor.ts";
import { floorOf, half, horner, infinity, isZero, one, powerWord, valueOf32, wordOf } from "./words.ts";

const { exp: c, expm1: d } = functionCoefficients;

/** Steps 2 and 3 of exp: `n` and `r = ((x − (n · ln2High)) − (n · ln2Low))`. */
function reduce(x: Word, n: number, { sub, mul }: Arithmetic): Word {
  const count = wordOf(n);
  return sub(sub(x, mul(count, c.ln2High)), mul(count, c.ln2Low));
}

/** `n = floor(((x · log2e) + ½))`. */
function multipleOf(x: Word, { multiplyAdd }: Arithmetic): number {
  return floorOf(multiplyAdd(x, c.log2e, half));
}

/** N15, functionCoefficients.exp. */
export function exp(x: Word, arithmetic: Arithmetic): Word {
  const { add, mul, multiplyAdd } = arithmetic;
  if (arithmetic.isNaN(x)) return x;
  if (valueOf32(x) > valueOf32(c.overflowAbove)) return infinity;
  if (valueOf32(x) < valueOf32(c.underflowBelow)) return 0;
  const n = multipleOf(x, arithmetic);
  const r = reduce(x, n, arithmetic);
  const y = add(multiplyAdd(horner(c.polynomial, r, arithmetic), mul(r, r), r), one);
  const h = Math.floor(n / 2);
  return mul(mul(y, powerWord(h)), powerWord(n - h));
}

/** N15, functionCoefficients.expm1. */
export function expm1(x: Word, arithmetic: Arithmetic): Word {
  const { add, sub, mul, multiplyAdd } = arithmetic;
  if (arithmetic.isNaN(x) || isZero(x)) return x;
  if (valueOf32(x) >= valueOf32(d.exponentialFrom)) return exp(x, arithmetic);
  if (valueOf32(x) < valueOf32(d.minusOneBelow)) return wordOf(-1);
  const n = Math.abs(valueOf32(x)) < 0.5 ? 0 : multipleOf(x, arithmetic);
  const r = reduce(x, n, arithmetic);
  const y = multiplyAdd(horner(d.polynomial, r, arithmetic), mul(r, r), r);
  return mul(add(sub(one, powerWord(-n)), y), powerWord(n));
}
