import {
  ERF_EXPONENT_POLYNOMIAL_0, ERF_EXPONENT_POLYNOMIAL_1, ERF_EXPONENT_POLYNOMIAL_2, ERF_EXPONENT_POLYNOMIAL_3,
  ERF_EXPONENT_POLYNOMIAL_4, ERF_EXPONENT_POLYNOMIAL_5, ERF_EXPONENTIAL_FROM, ERF_ONE_FROM, ERF_POLYNOMIAL_0,
  ERF_POLYNOMIAL_1, ERF_POLYNOMIAL_2, ERF_POLYNOMIAL_3, ERF_POLYNOMIAL_4, ERF_POLYNOMIAL_5,
} from "../coefficients.gen";
import { exp } from "./exp";
import { constant, floats, select, signOf } from "./lanes";

/** Error function, in the steps of functionCoefficients.erf. */
@inline
export function erf(x: v128): v128 {
  const a = f32x4.abs(x);
  const isNear = f32x4.lt(a, constant(ERF_EXPONENTIAL_FROM));
  const outer = select(floats(1), nearOne(a), f32x4.ge(a, constant(ERF_ONE_FROM)));
  return v128.or(select(nearZero(a), outer, isNear), signOf(x));
}

/** erf a = a + a · P(a²). */
@inline
function nearZero(a: v128): v128 {
  const z = f32x4.mul(a, a);
  let p = f32x4.add(f32x4.mul(constant(ERF_POLYNOMIAL_0), z), constant(ERF_POLYNOMIAL_1));
  p = f32x4.add(f32x4.mul(p, z), constant(ERF_POLYNOMIAL_2));
  p = f32x4.add(f32x4.mul(p, z), constant(ERF_POLYNOMIAL_3));
  p = f32x4.add(f32x4.mul(p, z), constant(ERF_POLYNOMIAL_4));
  p = f32x4.add(f32x4.mul(p, z), constant(ERF_POLYNOMIAL_5));
  return f32x4.add(f32x4.mul(p, a), a);
}

/** erf a = 1 − e^(a · Q(a)). */
@inline
function nearOne(a: v128): v128 {
  let q = f32x4.add(f32x4.mul(constant(ERF_EXPONENT_POLYNOMIAL_0), a), constant(ERF_EXPONENT_POLYNOMIAL_1));
  q = f32x4.add(f32x4.mul(q, a), constant(ERF_EXPONENT_POLYNOMIAL_2));
  q = f32x4.add(f32x4.mul(q, a), constant(ERF_EXPONENT_POLYNOMIAL_3));
  q = f32x4.add(f32x4.mul(q, a), constant(ERF_EXPONENT_POLYNOMIAL_4));
  q = f32x4.add(f32x4.mul(q, a), constant(ERF_EXPONENT_POLYNOMIAL_5));
  return f32x4.sub(floats(1), exp(f32x4.mul(q, a)));
}
