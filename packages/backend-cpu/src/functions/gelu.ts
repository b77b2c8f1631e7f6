import { functionCoefficients } from "@binade/backend";
import { erf } from "./erf.ts";
import { f32FromBits } from "./f32FromBits.ts";

const sqrtHalf = f32FromBits(functionCoefficients.gelu.sqrtHalf);

const f32 = Math.fround;

/**
 * x·Φ(x), Φ the normal distribution function, of a binary32 value: (x·½)·(1 + erf(x·√½)), each operation rounded to
 * binary32, with our {@link erf}. gelu(±0) = ±0, gelu(+∞) = +∞; −∞ and NaN give NaN.
 * Accuracy: 2·2^-24·|x| + 2^-149, absolute.
 *
 * @param x - A binary32 value.
 */
export function gelu(x: number): number {
  return f32(f32(x * 0.5) * f32(1 + erf(f32(x * sqrtHalf))));
}
