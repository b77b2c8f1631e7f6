import { GELU_SQRT_HALF, GELU_TANH_CUBIC, GELU_TANH_SQRT_TWO_OVER_PI } from "../coefficients.gen";
import { erf } from "./erf";
import { constant, floats } from "./lanes";
import { tanh } from "./tanh";

/** (x·½)·(1 + erf(x·√½)). */
@inline
export function gelu(x: v128): v128 {
  const distribution = f32x4.add(floats(1), erf(f32x4.mul(x, constant(GELU_SQRT_HALF))));
  return f32x4.mul(f32x4.mul(x, floats(0.5)), distribution);
}

/** (x·½)·(1 + tanh(√(2/π)·(x + 0.044715·x³))). */
@inline
export function geluTanh(x: v128): v128 {
  const cube = f32x4.mul(f32x4.mul(x, x), x);
  const inner = f32x4.add(x, f32x4.mul(constant(GELU_TANH_CUBIC), cube));
  const distribution = f32x4.add(floats(1), tanh(f32x4.mul(constant(GELU_TANH_SQRT_TWO_OVER_PI), inner)));
  return f32x4.mul(f32x4.mul(x, floats(0.5)), distribution);
}
