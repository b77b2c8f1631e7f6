import {
  EXP_LN2_HIGH, EXP_LN2_LOW, EXP_LOG2E, EXP_OVERFLOW_ABOVE, EXP_POLYNOMIAL_0, EXP_POLYNOMIAL_1, EXP_POLYNOMIAL_2,
  EXP_POLYNOMIAL_3, EXP_POLYNOMIAL_4, EXP_POLYNOMIAL_5, EXP_UNDERFLOW_BELOW, EXPM1_EXPONENTIAL_FROM,
  EXPM1_MINUS_ONE_BELOW, EXPM1_POLYNOMIAL_0, EXPM1_POLYNOMIAL_1, EXPM1_POLYNOMIAL_2, EXPM1_POLYNOMIAL_3,
  EXPM1_POLYNOMIAL_4, EXPM1_POLYNOMIAL_5,
} from "../coefficients.gen";
import { constant, floats, select, words } from "./lanes";

/** 1.5·2^23: adding it puts a small integer into the low bits of the word. */
const MAGIC: u32 = 0x4b400000;

/** An integer of magnitude below 2^22 as i32. */
@inline
function toInteger(n: v128): v128 {
  return i32x4.sub(f32x4.add(n, words(MAGIC)), words(MAGIC));
}

/** 2^n for −126 ≤ n ≤ 127. */
@inline
function powerOfTwo(n: v128): v128 {
  return i32x4.shl(i32x4.add(n, i32x4.splat(127)), 23);
}

/** e^x, in the steps of functionCoefficients.exp. */
@inline
export function exp(x: v128): v128 {
  const n = f32x4.floor(f32x4.add(f32x4.mul(x, constant(EXP_LOG2E)), floats(0.5)));
  const r = reduced(x, n);

  let p = f32x4.add(f32x4.mul(constant(EXP_POLYNOMIAL_0), r), constant(EXP_POLYNOMIAL_1));
  p = f32x4.add(f32x4.mul(p, r), constant(EXP_POLYNOMIAL_2));
  p = f32x4.add(f32x4.mul(p, r), constant(EXP_POLYNOMIAL_3));
  p = f32x4.add(f32x4.mul(p, r), constant(EXP_POLYNOMIAL_4));
  p = f32x4.add(f32x4.mul(p, r), constant(EXP_POLYNOMIAL_5));
  const y = f32x4.add(f32x4.add(f32x4.mul(p, f32x4.mul(r, r)), r), floats(1));

  // y · 2^h is exact; only the second product rounds, into the subnormals or to infinity
  const whole = toInteger(n);
  const h = i32x4.shr_s(whole, 1);
  const scaled = f32x4.mul(f32x4.mul(y, powerOfTwo(h)), powerOfTwo(i32x4.sub(whole, h)));
  const bounded = select(floats(Infinity), scaled, f32x4.gt(x, constant(EXP_OVERFLOW_ABOVE)));
  return v128.andnot(bounded, f32x4.lt(x, constant(EXP_UNDERFLOW_BELOW)));
}

@inline
function reduced(x: v128, n: v128): v128 {
  const high = f32x4.sub(x, f32x4.mul(n, constant(EXP_LN2_HIGH)));
  return f32x4.sub(high, f32x4.mul(n, constant(EXP_LN2_LOW)));
}

/** e^x − 1, in the steps of functionCoefficients.expm1. */
@inline
export function expm1(x: v128): v128 {
  const rounded = f32x4.floor(f32x4.add(f32x4.mul(x, constant(EXP_LOG2E)), floats(0.5)));
  const n = v128.andnot(rounded, f32x4.lt(f32x4.abs(x), floats(0.5)));
  const r = reduced(x, n);

  let p = f32x4.add(f32x4.mul(constant(EXPM1_POLYNOMIAL_0), r), constant(EXPM1_POLYNOMIAL_1));
  p = f32x4.add(f32x4.mul(p, r), constant(EXPM1_POLYNOMIAL_2));
  p = f32x4.add(f32x4.mul(p, r), constant(EXPM1_POLYNOMIAL_3));
  p = f32x4.add(f32x4.mul(p, r), constant(EXPM1_POLYNOMIAL_4));
  p = f32x4.add(f32x4.mul(p, r), constant(EXPM1_POLYNOMIAL_5));
  const y = f32x4.add(f32x4.mul(p, f32x4.mul(r, r)), r);

  const whole = toInteger(n);
  const oneMinusPower = f32x4.sub(floats(1), powerOfTwo(i32x4.neg(whole)));
  const inner = f32x4.mul(f32x4.add(oneMinusPower, y), powerOfTwo(whole));
  const bounded = select(floats(-1), inner, f32x4.lt(x, constant(EXPM1_MINUS_ONE_BELOW)));
  const isInner = f32x4.lt(x, constant(EXPM1_EXPONENTIAL_FROM));
  const result = i32x4.all_true(isInner) ? bounded : select(bounded, exp(x), isInner);
  return select(x, result, f32x4.eq(x, floats(0)));
}
