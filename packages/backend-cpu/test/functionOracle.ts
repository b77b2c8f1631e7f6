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
const negated = (a: number): number => (isNaNWord(a) ? a : (a ^ signBit) >>> 0);
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

function log1p(x: number): number {
  const { sqrtHalf, ln2High, ln2Low, polynomial } = functionCoefficients.log;
  const minusOne = negated(one);
  if (isNaNWord(x)) return nan;
  if (x === minusOne) return negated(infinity);
  if (isNegative(x) && x > minusOne) return nan;
  if (magnitude(x) === 0 || x === infinity) return x;

  const u = plus(one, x);
  const k = Math.floor((u - sqrtHalf) / 2 ** 23);
  const lost = isNegative(x) || x < one ? minus(x, minus(u, one)) : minus(one, minus(u, x));
  const g = k === 0 ? x : minus(u - k * 2 ** 23, one);
  const c = k === 0 ? 0 : over(lost, u);
  const z = times(g, g);
  const cubic = times(times(horner(polynomial, g), g), z);
  const y = minus(plus(cubic, plus(times(fromInteger(k), ln2Low), c)), times(half, z));
  return plus(plus(g, y), times(fromInteger(k), ln2High));
}

function expm1(x: number): number {
  const { log2e, ln2High, ln2Low } = functionCoefficients.exp;
  const { exponentialFrom, minusOneBelow, polynomial } = functionCoefficients.expm1;
  if (isNaNWord(x)) return nan;
  if (magnitude(x) === 0) return x;
  if (!isNegative(x) && x >= exponentialFrom) return exp(x);
  if (isNegative(x) && x > minusOneBelow) return negated(one);

  const n = magnitude(x) < half ? 0 : Math.floor(decode(FP32, plus(times(x, log2e), half)));
  const word = fromInteger(n);
  const r = minus(minus(x, times(word, ln2High)), times(word, ln2Low));
  const y = plus(times(horner(polynomial, r), times(r, r)), r);
  return times(plus(minus(one, powerOfTwo(-n)), y), powerOfTwo(n));
}

/** Step 5 of the sine. */
function sineOfReduced(q: number, r: number): number {
  const z = times(r, r);
  const [s, c] = [functionCoefficients.sin.polynomial, functionCoefficients.cos.polynomial];
  const y =
    q % 2 === 0
      ? plus(times(times(horner(s, z), z), r), r)
      : plus(minus(times(times(horner(c, z), z), z), times(half, z)), one);
  return q % 4 > 1 ? negated(y) : y;
}

/** Steps 4 and 5 of the sine, of q quarter turns and the fraction f·2^-64 of one. */
export function sineOfFraction(q: number, f: bigint): number {
  const isUpperHalf = f >= 2n ** 63n;
  const distance = isUpperHalf ? 2n ** 64n - f : f;
  const z = Math.clz32(Number(distance >> 32n));
  const g = (distance << BigInt(z)) >> 32n;
  const p = Number((g * BigInt(functionCoefficients.sin.halfPiWord)) >> 32n);
  const upper = fromInteger(Math.floor(p / 256));
  const r = times(plus(times(upper, fromInteger(256)), fromInteger(p % 256)), powerOfTwo(-31 - z));
  return sineOfReduced(isUpperHalf ? q + 1 : q, isUpperHalf ? negated(r) : r);
}

/** Steps 2 to 5 of the sine of a ≥ 0, `quarterTurns` further. */
function sine(a: number, quarterTurns: number): number {
  const { payneHanekFrom, twoOverPi, halfPiHigh, halfPiMiddle, halfPiLow, twoOverPiBits } = functionCoefficients.sin;
  if (a >= infinity) return nan;
  if (a < payneHanekFrom) {
    const n = Math.floor(decode(FP32, plus(times(a, twoOverPi), half)));
    const [high, middle, low] = [halfPiHigh, halfPiMiddle, halfPiLow].map((part) => times(fromInteger(n), part));
    return sineOfReduced(n + quarterTurns, minus(minus(minus(a, high!), middle!), low!));
  }
  const m = BigInt((a % 2 ** 23) + 2 ** 23);
  const start = Math.floor(a / 2 ** 23) - 120;
  const bits = twoOverPiBits.map((word) => word.toString(2).padStart(32, "0")).join("");
  const [t0, t1, t2] = [0, 32, 64].map((i) => BigInt(`0b${bits.slice(start + i, start + i + 32)}`));
  const turns = BigInt.asUintN(64, ((m * t0!) << 32n) + m * t1! + ((m * t2!) >> 32n));
  return sineOfFraction(Number(turns >> 62n) + quarterTurns, BigInt.asUintN(64, turns << 2n));
}

function sin(x: number): number {
  if (magnitude(x) === 0) return x;
  const y = sine(magnitude(x), 0);
  return isNegative(x) ? negated(y) : y;
}

function cos(x: number): number {
  return sine(magnitude(x), 1);
}

function erf(x: number): number {
  const { exponentialFrom, oneFrom, polynomial, exponentPolynomial } = functionCoefficients.erf;
  const a = magnitude(x);
  if (isNaNWord(x)) return nan;
  if (a === 0) return x;
  const branches = {
    small: () => plus(times(horner(polynomial, times(a, a)), a), a),
    large: () => minus(one, exp(times(horner(exponentPolynomial, a), a))),
    one: () => one,
  };
  const result = branches[a < exponentialFrom ? "small" : a < oneFrom ? "large" : "one"]();
  return isNegative(x) ? negated(result) : result;
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
  if (isNaNWord(x)) return nan;
  if (!isNegative(x) || x === signBit) return over(one, plus(one, exp(negated(x))));
  return over(exp(x), plus(one, exp(x)));
}

function rsqrt(x: number): number {
  return over(one, sqrt(FP32, x));
}

function silu(x: number): number {
  return times(x, sigmoid(x));
}

function gelu(x: number): number {
  return times(times(x, half), plus(one, erf(times(x, functionCoefficients.gelu.sqrtHalf))));
}

function geluTanh(x: number): number {
  const { sqrtTwoOverPi, cubic } = functionCoefficients.geluTanh;
  const inner = plus(x, times(cubic, times(times(x, x), x)));
  return times(times(x, half), plus(one, tanh(times(sqrtTwoOverPi, inner))));
}

/** `x^y`, from words to a word. */
export function pow(x: number, y: number): number {
  if (magnitude(y) === 0 || x === one) return one;
  if (isNaNWord(x) || isNaNWord(y)) return nan;
  const exponent = decode(FP32, y);
  const isInteger = magnitude(y) === infinity || Number.isInteger(exponent);
  if (isInteger && magnitude(y) < functionCoefficients.pow.ladderBelow) {
    const product = ladder(x, Math.abs(exponent));
    return isNegative(y) ? over(one, product) : product;
  }
  const a = magnitude(x);
  if (isNegative(x) && a !== 0 && a !== infinity && !isInteger) return nan;
  const result = a === one ? one : y === half ? sqrt(FP32, a) : exp(times(y, log(a)));
  const isOdd = Math.abs(exponent % 2) === 1;
  return isOdd && isNegative(x) ? negated(result) : result;
}

/** The powers b, b², b⁴, … that the bits of n name, multiplied in that order. */
function ladder(x: number, n: number): number {
  let product = one;
  let base = x;
  for (const bit of [...n.toString(2)].reverse()) {
    if (bit === "1") product = times(product, base);
    base = times(base, base);
  }
  return product;
}

/** Words in, words out; a NaN result may carry any NaN word. */
export const functionOracle: Readonly<Record<FunctionName, (x: number) => number>> = {
  exp,
  log,
  tanh,
  sigmoid,
  rsqrt,
  sin,
  cos,
  erf,
  expm1,
  log1p,
  silu,
  gelu,
  geluTanh,
};
