import { exp } from "./exp";
import { floats, select } from "./lanes";

/** Logistic function. For either sign of x the power is that of −|x|. */
@inline
export function sigmoid(x: v128): v128 {
  const power = exp(f32x4.neg(f32x4.abs(x)));
  const numerator = select(floats(1), power, f32x4.ge(x, floats(0)));
  return f32x4.div(numerator, f32x4.add(floats(1), power));
}
