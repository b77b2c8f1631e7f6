import {
  LOG_LEAST_NORMAL, LOG_LN2_HIGH, LOG_LN2_LOW, LOG_POLYNOMIAL_0, LOG_POLYNOMIAL_1, LOG_POLYNOMIAL_2, LOG_POLYNOMIAL_3,
  LOG_POLYNOMIAL_4, LOG_POLYNOMIAL_5, LOG_POLYNOMIAL_6, LOG_POLYNOMIAL_7, LOG_POLYNOMIAL_8, LOG_SQRT_HALF, LOG_UPSCALE,
} from "../coefficients.gen";
import { constant, floats, select } from "./lanes";

/** (log(1 + g) − g + g²/2) ÷ g³, which log and log1p share. */
@inline
function polynomial(g: v128): v128 {
  let p = f32x4.add(f32x4.mul(constant(LOG_POLYNOMIAL_0), g), constant(LOG_POLYNOMIAL_1));
  p = f32x4.add(f32x4.mul(p, g), constant(LOG_POLYNOMIAL_2));
  p = f32x4.add(f32x4.mul(p, g), constant(LOG_POLYNOMIAL_3));
  p = f32x4.add(f32x4.mul(p, g), constant(LOG_POLYNOMIAL_4));
  p = f32x4.add(f32x4.mul(p, g), constant(LOG_POLYNOMIAL_5));
  p = f32x4.add(f32x4.mul(p, g), constant(LOG_POLYNOMIAL_6));
  p = f32x4.add(f32x4.mul(p, g), constant(LOG_POLYNOMIAL_7));
  return f32x4.add(f32x4.mul(p, g), constant(LOG_POLYNOMIAL_8));
}

/** Natural logarithm, in the steps of functionCoefficients.log. */
@inline
export function log(x: v128): v128 {
  const isSubnormal = f32x4.lt(x, constant(LOG_LEAST_NORMAL));
  const bits = select(f32x4.mul(x, constant(LOG_UPSCALE)), x, isSubnormal);
  const e = i32x4.shr_s(i32x4.sub(bits, constant(LOG_SQRT_HALF)), 23);
  const k = f32x4.convert_i32x4_s(i32x4.sub(e, v128.and(isSubnormal, i32x4.splat(25))));
  const g = f32x4.sub(i32x4.sub(bits, i32x4.shl(e, 23)), floats(1)); // exact
  const z = f32x4.mul(g, g);

  const cubic = f32x4.mul(f32x4.mul(polynomial(g), g), z);
  const y = f32x4.sub(f32x4.add(cubic, f32x4.mul(k, constant(LOG_LN2_LOW))), f32x4.mul(floats(0.5), z));
  const value = f32x4.add(f32x4.add(g, y), f32x4.mul(k, constant(LOG_LN2_HIGH)));
  return special(x, value, floats(0), f32x4.eq(x, floats(Infinity)));
}

/** log(1 + x), in the steps of functionCoefficients.log. */
@inline
export function log1p(x: v128): v128 {
  const u = f32x4.add(floats(1), x);
  const k = i32x4.shr_s(i32x4.sub(u, constant(LOG_SQRT_HALF)), 23);
  const scaled = f32x4.sub(i32x4.sub(u, i32x4.shl(k, 23)), floats(1)); // exact
  const fromBelow = f32x4.sub(x, f32x4.sub(u, floats(1)));
  const fromAbove = f32x4.sub(floats(1), f32x4.sub(u, x));
  const lost = select(fromBelow, fromAbove, f32x4.lt(x, floats(1))); // exact
  const isReduced = i32x4.ne(k, i32x4.splat(0));
  const g = select(scaled, x, isReduced);
  const correction = v128.and(f32x4.div(lost, u), isReduced);
  const z = f32x4.mul(g, g);

  const exponent = f32x4.convert_i32x4_s(k);
  const low = f32x4.add(f32x4.mul(exponent, constant(LOG_LN2_LOW)), correction);
  const cubic = f32x4.mul(f32x4.mul(polynomial(g), g), z);
  const y = f32x4.sub(f32x4.add(cubic, low), f32x4.mul(floats(0.5), z));
  const value = f32x4.add(f32x4.add(g, y), f32x4.mul(exponent, constant(LOG_LN2_HIGH)));
  const isItself = v128.or(f32x4.eq(x, floats(0)), f32x4.eq(x, floats(Infinity)));
  return special(x, value, floats(-1), isItself);
}

/** −∞ at the end of the domain, NaN below it and for NaN, x itself where it says so. */
@inline
function special(x: v128, value: v128, end: v128, isItself: v128): v128 {
  const inside = select(x, value, isItself);
  const orInfinite = select(floats(-Infinity), inside, f32x4.eq(x, end));
  return v128.or(orInfinite, v128.not(f32x4.ge(x, end)));
}
