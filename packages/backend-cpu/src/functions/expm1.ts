import { functionCoefficients } from "@binade/backend";
import { exp } from "./exp.ts";
import { f32FromBits } from "./f32FromBits.ts";

const { polynomial, ...constants } = functionCoefficients.expm1;
const exponentialFrom = f32FromBits(constants.exponentialFrom);
const minusOneBelow = f32FromBits(constants.minusOneBelow);
const log2e = f32FromBits(functionCoefficients.exp.log2e);
const ln2High = f32FromBits(functionCoefficients.exp.ln2High);
const ln2Low = f32FromBits(functionCoefficients.exp.ln2Low);
const c0 = f32FromBits(polynomial[0]);
const c1 = f32FromBits(polynomial[1]);
const c2 = f32FromBits(polynomial[2]);
const c3 = f32FromBits(polynomial[3]);
const c4 = f32FromBits(polynomial[4]);
const c5 = f32FromBits(polynomial[5]);

const power = new Float32Array(1); //             scratch
const word = new Int32Array(power.buffer); //     scratch, the same four bytes

const f32 = Math.fround;

/**
 * `e^x − 1` of a binary32 value, in binary32 operations in the order that `functionCoefficients.expm1` prescribes.
 * expm1(±0) = ±0, expm1(−∞) = −1, expm1(+∞) = +∞; NaN gives NaN.
 * Accuracy: ≤ 2 ulp over all inputs.
 *
 * @param x - A binary32 value.
 */
export function expm1(x: number): number {
  if (x === 0) return x;
  if (!(x < exponentialFrom)) return exp(x);
  if (x < minusOneBelow) return -1;

  const n = Math.abs(x) < 0.5 ? 0 : Math.floor(f32(f32(x * log2e) + 0.5));
  const r = f32(f32(x - f32(n * ln2High)) - f32(n * ln2Low));

  let p = f32(f32(c0 * r) + c1);
  p = f32(f32(p * r) + c2);
  p = f32(f32(p * r) + c3);
  p = f32(f32(p * r) + c4);
  p = f32(f32(p * r) + c5);
  const y = f32(f32(p * f32(r * r)) + r);

  word[0] = (127 - n) << 23;
  const oneMinusPower = f32(1 - (power[0] as number));
  word[0] = (127 + n) << 23;
  return f32(f32(oneMinusPower + y) * (power[0] as number)); // the product is exact
}
