import { functionCoefficients } from "@binade/backend";
import { exp } from "./exp.ts";
import { f32FromBits } from "./f32FromBits.ts";

const { polynomial, exponentPolynomial, ...constants } = functionCoefficients.erf;
const exponentialFrom = f32FromBits(constants.exponentialFrom);
const oneFrom = f32FromBits(constants.oneFrom);
const p0 = f32FromBits(polynomial[0]);
const p1 = f32FromBits(polynomial[1]);
const p2 = f32FromBits(polynomial[2]);
const p3 = f32FromBits(polynomial[3]);
const p4 = f32FromBits(polynomial[4]);
const p5 = f32FromBits(polynomial[5]);
const q0 = f32FromBits(exponentPolynomial[0]);
const q1 = f32FromBits(exponentPolynomial[1]);
const q2 = f32FromBits(exponentPolynomial[2]);
const q3 = f32FromBits(exponentPolynomial[3]);
const q4 = f32FromBits(exponentPolynomial[4]);
const q5 = f32FromBits(exponentPolynomial[5]);

const f32 = Math.fround;

/**
 * Error function of a binary32 value, in binary32 operations in the order that `functionCoefficients.erf` prescribes.
 * Odd in every bit: erf(−x) = −erf(x), erf(±0) = ±0, erf(±∞) = ±1; NaN gives NaN.
 * Accuracy: ≤ 2 ulp over all inputs.
 *
 * @param x - A binary32 value.
 */
export function erf(x: number): number {
  if (x === 0 || Number.isNaN(x)) return x;
  const a = Math.abs(x);
  const magnitude = a < exponentialFrom ? nearZero(a) : a < oneFrom ? nearOne(a) : 1;
  return x < 0 ? -magnitude : magnitude;
}

/** erf a = a + a · P(a²). */
function nearZero(a: number): number {
  const z = f32(a * a);
  let p = f32(f32(p0 * z) + p1);
  p = f32(f32(p * z) + p2);
  p = f32(f32(p * z) + p3);
  p = f32(f32(p * z) + p4);
  p = f32(f32(p * z) + p5);
  return f32(f32(p * a) + a);
}

/** erf a = 1 − e^(a · Q(a)). */
function nearOne(a: number): number {
  let q = f32(f32(q0 * a) + q1);
  q = f32(f32(q * a) + q2);
  q = f32(f32(q * a) + q3);
  q = f32(f32(q * a) + q4);
  q = f32(f32(q * a) + q5);
  return f32(1 - exp(f32(q * a)));
}
