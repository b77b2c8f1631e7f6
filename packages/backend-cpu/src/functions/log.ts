import { functionCoefficients } from "@binade/backend";
import { f32FromBits } from "./f32FromBits.ts";
import { logPolynomial } from "./logPolynomial.ts";

const { sqrtHalf, ...constants } = functionCoefficients.log;
const leastNormal = f32FromBits(constants.leastNormal);
const upscale = f32FromBits(constants.upscale);
const upscaleExponent = 25;
const ln2High = f32FromBits(constants.ln2High);
const ln2Low = f32FromBits(constants.ln2Low);

const float = new Float32Array(1); //            scratch
const word = new Int32Array(float.buffer); //    scratch, the same four bytes

const f32 = Math.fround;

/**
 * Natural logarithm of a binary32 value, in binary32 operations in the order that `functionCoefficients.log` prescribes.
 * log(±0) = −∞, log(1) = +0, log(+∞) = +∞; a negative value or NaN gives NaN; subnormals are values like others.
 * Accuracy: ≤ 1 ulp over all inputs.
 *
 * @param x - A binary32 value.
 */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;

  const isSubnormal = x < leastNormal;
  float[0] = isSubnormal ? x * upscale : x; // exact
  const bits = word[0] as number;
  const e = (bits - sqrtHalf) >> 23;
  const k = isSubnormal ? e - upscaleExponent : e;
  word[0] = bits - (e << 23);
  const g = f32((float[0] as number) - 1); // exact
  const z = f32(g * g);

  const y = f32(f32(f32(f32(logPolynomial(g) * g) * z) + f32(k * ln2Low)) - f32(0.5 * z));
  return f32(f32(g + y) + f32(k * ln2High));
}
