import { functionCoefficients } from "@binade/backend";
import type { Arithmetic } from "../arithmetic.ts";
import type { Word } from "../specTensor.ts";
import { exp } from "./exponential.ts";
import { log } from "./logarithm.ts";
import { isNegative, nan, negativeInfinity, one, valueOf32 } from "./words.ts";

const ladderBelow = valueOf32(functionCoefficients.pow.ladderBelow);

/** N15, functionCoefficients.pow. */
export function pow(x: Word, y: Word, arithmetic: Arithmetic): Word {
  const { mul, div, sqrt, absolute, negate, isNaN: isNaNWord } = arithmetic;
  const exponent = valueOf32(y);
  if (exponent === 0 || x === one) return one;
  if (isNaNWord(x) || isNaNWord(y)) return nan;
  const isInteger = Math.floor(exponent) === exponent;
  if (isInteger && Math.abs(exponent) < ladderBelow) {
    let product = one;
    let base = x;
    for (let rest = Math.abs(exponent); rest > 0; rest = Math.floor(rest / 2)) {
      if (rest % 2 === 1) product = mul(product, base);
      base = mul(base, base);
    }
    return exponent < 0 ? div(one, product) : product;
  }
  if (isNegative(x) && valueOf32(x) !== 0 && x !== negativeInfinity && !isInteger) return nan;
  const a = absolute(x);
  const magnitude = a === one ? one : exponent === 0.5 ? sqrt(a) : exp(mul(y, log(a, arithmetic)), arithmetic);
  const isOdd = isInteger && Math.abs(exponent % 2) === 1;
  return isOdd && isNegative(x) ? negate(magnitude) : magnitude;
}
