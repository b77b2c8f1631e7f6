import { functionCoefficients } from "@binade/backend";
import { exp } from "./exp.ts";
import { f32FromBits } from "./f32FromBits.ts";

const { polynomial, ...constants } = functionCoefficients.tanh;
const polynomialBelow = f32FromBits(constants.polynomialBelow);
const c0 = f32FromBits(polynomial[0]);
const c1 = f32FromBits(polynomial[1]);
const c2 = f32FromBits(polynomial[2]);
const c3 = f32FromBits(polynomial[3]);
const c4 = f32FromBits(polynomial[4]);

const f32 = Math.fround;

/**
 * Hyperbolic tangent of a binary32 value, in binary32 operations in the order that `functionCoefficients.tanh`
 * prescribes. Odd in every bit: tanh(−x) = −tanh(x), tanh(±0) = ±0, tanh(±∞) = ±1; NaN gives NaN.
 * Accuracy: ≤ 2 ulp over all inputs.
 *
 * @param x - A binary32 value.
 */
export function tanh(x: number): number {
  if (x === 0) return x;
  const a = Math.abs(x);
  const magnitude = a < polynomialBelow ? nearZero(a) : f32(1 - f32(2 / f32(exp(f32(a + a)) + 1)));
  return x < 0 ? -magnitude : magnitude;
}

/** tanh a = a + a³ · P(a²). */
function nearZero(a: number): number {
  const z = f32(a * a);
  let p = f32(f32(c0 * z) + c1);
  p = f32(f32(p * z) + c2);
  p = f32(f32(p * z) + c3);
  p = f32(f32(p * z) + c4);
  return f32(f32(f32(p * z) * a) + a);
}
