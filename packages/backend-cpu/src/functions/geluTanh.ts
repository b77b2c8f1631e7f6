import { functionCoefficients } from "@binade/backend";
import { f32FromBits } from "./f32FromBits.ts";
import { tanh } from "./tanh.ts";

const sqrtTwoOverPi = f32FromBits(functionCoefficients.geluTanh.sqrtTwoOverPi);
const cubic = f32FromBits(functionCoefficients.geluTanh.cubic);

const f32 = Math.fround;

/**
 * The approximation of gelu by tanh of a binary32 value: (x·½)·(1 + tanh(√(2/π)·(x + 0.044715·x³))), each operation
 * rounded to binary32, with our {@link tanh}. geluTanh(±0) = ±0, geluTanh(+∞) = +∞; −∞ and NaN give NaN.
 * Accuracy: 2·2^-24·|x| + 2^-149, absolute.
 *
 * @param x - A binary32 value.
 */
export function geluTanh(x: number): number {
  const cube = f32(f32(x * x) * x);
  const argument = f32(sqrtTwoOverPi * f32(x + f32(cubic * cube)));
  return f32(f32(x * 0.5) * f32(1 + tanh(argument)));
}
