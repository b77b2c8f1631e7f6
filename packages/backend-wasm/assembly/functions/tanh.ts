import {
  TANH_POLYNOMIAL_0, TANH_POLYNOMIAL_1, TANH_POLYNOMIAL_2, TANH_POLYNOMIAL_3, TANH_POLYNOMIAL_4, TANH_POLYNOMIAL_BELOW,
} from "../coefficients.gen";
import { exp } from "./exp";
import { constant, floats, select, signOf } from "./lanes";

/** Hyperbolic tangent, in the steps of functionCoefficients.tanh. */
@inline
export function tanh(x: v128): v128 {
  const a = f32x4.abs(x);
  const far = f32x4.sub(floats(1), f32x4.div(floats(2), f32x4.add(exp(f32x4.add(a, a)), floats(1))));
  const magnitude = select(nearZero(a), far, f32x4.lt(a, constant(TANH_POLYNOMIAL_BELOW)));
  return v128.or(magnitude, signOf(x));
}

/** tanh a = a + a³ · P(a²). */
@inline
function nearZero(a: v128): v128 {
  const z = f32x4.mul(a, a);
  let p = f32x4.add(f32x4.mul(constant(TANH_POLYNOMIAL_0), z), constant(TANH_POLYNOMIAL_1));
  p = f32x4.add(f32x4.mul(p, z), constant(TANH_POLYNOMIAL_2));
  p = f32x4.add(f32x4.mul(p, z), constant(TANH_POLYNOMIAL_3));
  p = f32x4.add(f32x4.mul(p, z), constant(TANH_POLYNOMIAL_4));
  return f32x4.add(f32x4.mul(f32x4.mul(p, z), a), a);
}
