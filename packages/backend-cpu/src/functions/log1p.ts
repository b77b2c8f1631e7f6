import { functionCoefficients } from "@binade/backend";
import { f32FromBits } from "./f32FromBits.ts";
import { logPolynomial } from "./logPolynomial.ts";

const { sqrtHalf, ...constants } = functionCoefficients.log;
const ln2High = f32FromBits(constants.ln2High);
const ln2Low = f32FromBits(constants.ln2Low);

const float = new Float32Array(1); //            scratch
const word = new Int32Array(float.buffer); //    scratch, the same four bytes

const f32 = Math.fround;

/**
 * log(1 + x) of a binary32 value, in binary32 operations in the order that `functionCoefficients.log` prescribes.
 * log1p(±0) = ±0, log1p(−1) = −∞, log1p(+∞) = +∞; below −1 and for NaN it is NaN.
 * Accuracy: ≤ 2 ulp over all inputs.
 *
 * @param x - A binary32 value.
 */
export function log1p(x: number): number {
  if (!(x > -1)) return x === -1 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === 0 || x === Number.POSITIVE_INFINITY) return x;

  const u = f32(1 + x);
  float[0] = u;
  const bits = word[0] as number;
  const k = (bits - sqrtHalf) >> 23;
  let g = x;
  let correction = 0;
  if (k !== 0) {
    word[0] = bits - (k << 23);
    g = f32((float[0] as number) - 1); // exact
    const lost = x < 1 ? f32(x - f32(u - 1)) : f32(1 - f32(u - x)); // exact
    correction = f32(lost / u);
  }
  const z = f32(g * g);

  const y = f32(f32(f32(f32(logPolynomial(g) * g) * z) + f32(f32(k * ln2Low) + correction)) - f32(0.5 * z));
  return f32(f32(g + y) + f32(k * ln2High));
}
