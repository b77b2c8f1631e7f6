import { functionCoefficients } from "@binade/backend";
import { f32FromBits } from "./f32FromBits.ts";

const { polynomial, sqrtHalf, ...constants } = functionCoefficients.log;
const leastNormal = f32FromBits(constants.leastNormal);
const upscale = f32FromBits(constants.upscale);
const upscaleExponent = 25;
const ln2High = f32FromBits(constants.ln2High);
const ln2Low = f32FromBits(constants.ln2Low);
const c0 = f32FromBits(polynomial[0]);
const c1 = f32FromBits(polynomial[1]);
const c2 = f32FromBits(polynomial[2]);
const c3 = f32FromBits(polynomial[3]);
const c4 = f32FromBits(polynomial[4]);
const c5 = f32FromBits(polynomial[5]);
const c6 = f32FromBits(polynomial[6]);
const c7 = f32FromBits(polynomial[7]);
const c8 = f32FromBits(polynomial[8]);

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

  let p = f32(f32(c0 * g) + c1);
  p = f32(f32(p * g) + c2);
  p = f32(f32(p * g) + c3);
  p = f32(f32(p * g) + c4);
  p = f32(f32(p * g) + c5);
  p = f32(f32(p * g) + c6);
  p = f32(f32(p * g) + c7);
  p = f32(f32(p * g) + c8);

  const y = f32(f32(f32(f32(p * g) * z) + f32(k * ln2Low)) - f32(0.5 * z));
  return f32(f32(g + y) + f32(k * ln2High));
}
