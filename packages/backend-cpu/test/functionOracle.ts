/**
 * The elementary functions once more, from words to words: the algorithms of `functionCoefficients` in softfloat
 * operations, which are made of integers. Written from the comments there, not from the code under test.
 */
import { functionCoefficients } from "@binade/backend";
import { add, decode, div, encode, FP32, mul, sqrt, sub } from "@binade/softfloat";
import type { FunctionName } from "./functionCases.ts";

const signBit = 0x80000000;
const infinity = 0x7f800000;
const nan = 0x7fc00000;
const one = 0x3f800000;
const two = 0x40000000;
const half = 0x3f000000;

const plus = (a: number, b: number): number => add(FP32, a, b);
const minus = (a: number, b: number): number => sub(FP32, a, b);
const times = (a: number, b: number): number => mul(FP32, a, b);
const over = (a: number, b: number): number => div(FP32, a, b);
const negated = (a: number): number => (a ^ signBit) >>> 0;
const magnitude = (a: number): number => (a & ~signBit) >>> 0;
const isNegative = (a: number): boolean => (a & signBit) !== 0;
const isNaNWord = (a: number): boolean => magnitude(a) > infinity;

/** A small integer as a word, exact. */
const fromInteger = (n: number): number => encode(FP32, n);

/** 2^n of the normal range. */
const powerOfTwo = (n: number): number => (n + 127) << 23;

function horner(polynomial: readonly number[], x: number): number {
  return polynomial.slice(1).reduce((p, c) => plus(times(p, x), c), polynomial[0]!);
}

function exp(x: number): number {
  const { overflowAbove, underflowBelow, log2e, ln2High, ln2Low, polynomial } = functionCoefficients.exp;
  if (isNaNWord(x)) return nan;
  if (!isNegative(x) && x > overflowAbove) return infinity;
  if (isNegative(x) && x > underflowBelow) return 0;

  const n = Math.floor(decode(FP32, plus(times(x, log2e), half)));
  const word = fromInteger(n);
  const r = minus(minus(x, times(word, ln2High)), times(word, ln2Low));
  const y = plus(plus(times(horner(polynomial, r), times(r, r)), r), one);
  const h = Math.floor(n / 2);
  return times(times(y, powerOfTwo(h)), powerOfTwo(n - h));
}

function log(x: number): number {
  const { leastNormal, upscale, sqrtHalf, ln2High, ln2Low, polynomial } = functionCoefficients.log;
  if (isNaNWord(x)) return nan;
  if (magnitude(x) === 0) return (infinity | signBit) >>> 0;
  if (isNegative(x)) return nan;
  if (x === infinity) return infinity;

  const isSubnormal = x < leastNormal;
  const i = isSubnormal ? times(x, upscale) : x;
  const e = Math.floor((i - sqrtHalf) / 2 ** 23);
  const k = fromInteger(e - (isSubnormal ? 25 : 0));
  const g = minus(i - e * 2 ** 23, one);
  const z = times(g, g);
  const cubic = times(times(horner(polynomial, g), g), z);
  const y = minus(plus(cubic, times(k, ln2Low)), times(half, z));
  return plus(plus(g, y), times(k, ln2High));
}

function tanh(x: number): number {
  const { polynomialBelow, polynomial } = functionCoefficients.tanh;
  const a = magnitude(x);
  if (a === 0) return x;
  const z = times(a, a);
  const result =
    a < polynomialBelow
      ? plus(times(times(horner(polynomial, z), z), a), a)
      : minus(one, over(two, plus(exp(plus(a, a)), one)));
  return isNegative(x) ? negated(result) : result;
}

function sigmoid(x: number): number {
  if (!isNegative(x) || x === signBit) return over(one, plus(one, exp(negated(x))));
  return over(exp(x), plus(one, exp(x)));
}

function rsqrt(x: number): number {
  return over(one, sqrt(FP32, x));
}

/** Words in, words out; a NaN result may carry any NaN word. */
export const functionOracle: Readonly<Record<FunctionName, (x: number) => number>> = { exp, log, tanh, sigmoid, rsqrt };
