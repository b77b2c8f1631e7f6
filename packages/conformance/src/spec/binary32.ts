/**
 * Sums and products of binary32 from their codes, in integers below 2^53: softfloat's results, which are made with integers
 * of any length, at a tenth of the time. Millions of them are what a judgement takes longest for.
 */
import type { Word } from "./specTensor.ts";

const signBit = 0x80000000;
const infinity = 0x7f800000;
const canonicalNaN = 0x7fc00000;
const hiddenBit = 0x800000;
const precision = 24;
/** Exponents of the last digit of numbers: the least, and the greatest. */
const [leastExponent, mostExponent] = [-149, 104];
/** Of exponents at which the smaller operand can change a sum; 24 + 28 digits and a carry fit into 53. */
const mostDistance = 28;

/** 2^0 … 2^63. */
const powers: number[] = [1];
for (let i = 0; i < 63; i++) powers.push(2 * powerOfTwo(i));

/** `a + b`, correctly rounded; every NaN is the canonical one. */
export function add32(a: Word, b: Word): Word {
  const first = magnitudeOf(a);
  const second = magnitudeOf(b);
  if (first > infinity || second > infinity) return canonicalNaN;
  if (first === infinity) return second === infinity && a !== b ? canonicalNaN : a;
  if (second === infinity) return b;
  return first < second ? addSmaller(b, a) : addSmaller(a, b);
}

/** `a − b`, correctly rounded. */
export function sub32(a: Word, b: Word): Word {
  return add32(a, (b ^ signBit) >>> 0);
}

/** `a · b`, correctly rounded. */
export function mul32(a: Word, b: Word): Word {
  const x = magnitudeOf(a);
  const y = magnitudeOf(b);
  if (x > infinity || y > infinity) return canonicalNaN;
  const sign = ((a ^ b) & signBit) >>> 0;
  if (x === infinity || y === infinity) return x === 0 || y === 0 ? canonicalNaN : sign + infinity;
  return rounded(sign, significandOf(x) * significandOf(y), exponentOf(x) + exponentOf(y));
}

/** Of finite numbers, the second not the larger one. */
function addSmaller(a: Word, b: Word): Word {
  const x = magnitudeOf(a);
  const y = magnitudeOf(b);
  const distance = exponentOf(x) - exponentOf(y);
  if (distance > mostDistance) return a;
  const larger = significandOf(x) * powerOfTwo(distance);
  const isSameSign = a >= signBit === b >= signBit;
  const total = isSameSign ? larger + significandOf(y) : larger - significandOf(y);
  const sign = a >= signBit && (total > 0 || isSameSign) ? signBit : 0;
  return rounded(sign, total, exponentOf(y));
}

/** `significand · 2^exponent` to the nearest, ties to even. */
function rounded(sign: number, significand: number, exponent: number): Word {
  const discarded = Math.max(digitCount(significand) - precision, leastExponent - exponent);
  if (discarded <= 0) return sign + codeOf(significand * powerOfTwo(-discarded), exponent + discarded);
  if (discarded >= powers.length) return sign;
  const integer = Math.floor(significand / powerOfTwo(discarded));
  const rest = significand - integer * powerOfTwo(discarded);
  const half = powerOfTwo(discarded - 1);
  const isUp = rest > half || (rest === half && integer % 2 === 1);
  return sign + codeOf(integer + (isUp ? 1 : 0), exponent + discarded);
}

/** The code of an integer of at most 24 digits, or 2^24, times `2^exponent`; fewer than 24 only at the least exponent. */
function codeOf(integer: number, exponent: number): Word {
  if (exponent > mostExponent || (exponent === mostExponent && integer === 2 * hiddenBit)) return infinity;
  return integer === 0 ? 0 : (exponent - leastExponent) * hiddenBit + integer;
}

function magnitudeOf(a: Word): number {
  return a >= signBit ? a - signBit : a;
}

function significandOf(magnitude: number): number {
  return magnitude < hiddenBit ? magnitude : (magnitude % hiddenBit) + hiddenBit;
}

/** Of the last digit. */
function exponentOf(magnitude: number): number {
  return Math.max(magnitude >>> 23, 1) + leastExponent - 1;
}

function digitCount(integer: number): number {
  const high = Math.floor(integer / powerOfTwo(32));
  return high > 0 ? 64 - Math.clz32(high) : 32 - Math.clz32(integer);
}

function powerOfTwo(exponent: number): number {
  return powers[exponent] as number;
}
