import { exp } from "./exp.ts";

const f32 = Math.fround;

/**
 * Logistic function of a binary32 value: 1 ÷ (1 + e^−x) for x ≥ 0, else e^x ÷ (1 + e^x), each operation rounded to
 * binary32, with our {@link exp}. sigmoid(±0) = ½, sigmoid(−∞) = +0, sigmoid(+∞) = 1; NaN gives NaN.
 * Accuracy: ≤ 3 ulp over all inputs.
 *
 * @param x - A binary32 value.
 */
export function sigmoid(x: number): number {
  if (x >= 0) return f32(1 / f32(1 + exp(-x)));
  const power = exp(x);
  return f32(power / f32(1 + power));
}
