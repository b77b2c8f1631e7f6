import { functionCoefficients } from "@binade/backend";
import { f32FromBits } from "./f32FromBits.ts";

const { polynomial, ...constants } = functionCoefficients.exp;
const overflowAbove = f32FromBits(constants.overflowAbove);
const underflowBelow = f32FromBits(constants.underflowBelow);
const log2e = f32FromBits(constants.log2e);
const ln2High = f32FromBits(constants.ln2High);
const ln2Low = f32FromBits(constants.ln2Low);
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
 * `e^x` of a binary32 value, in binary32 operations in the order that `functionCoefficients.exp` prescribes.
 * exp(−∞) = +0, exp(+∞) = +∞, NaN gives NaN; overflow gives +∞, underflow goes through the subnormals to +0.
 * Accuracy: ≤ 1 ulp over all inputs.
 *
 * @param x - A binary32 value.
 */
export function exp(x: number): number {
  if (!(x <= overflowAbove)) return x > overflowAbove ? Number.POSITIVE_INFINITY : Number.NaN;
  if (x < underflowBelow) return 0;

  const n = Math.floor(f32(f32(x * log2e) + 0.5));
  const r = f32(f32(x - f32(n * ln2High)) - f32(n * ln2Low));

  let p = f32(f32(c0 * r) + c1);
  p = f32(f32(p * r) + c2);
  p = f32(f32(p * r) + c3);
  p = f32(f32(p * r) + c4);
  p = f32(f32(p * r) + c5);
  const y = f32(f32(f32(p * f32(r * r)) + r) + 1);

  // y · 2^h is exact; only the second product rounds, into the subnormals or to infinity
  const h = n >> 1;
  word[0] = (h + 127) << 23;
  const scaled = f32(y * (power[0] as number));
  word[0] = (n - h + 127) << 23;
  return f32(scaled * (power[0] as number));
}
