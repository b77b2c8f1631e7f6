import { POW_LADDER_BELOW } from "../coefficients.gen";
import { exp } from "./exp";
import { constant, floats, select, signOf } from "./lanes";
import { log } from "./log";

/** x^y, in the steps of functionCoefficients.pow. */
export function pow(x: v128, y: v128): v128 {
  const isInteger = f32x4.eq(f32x4.floor(y), y);
  const isSmall = v128.and(isInteger, f32x4.lt(f32x4.abs(y), constant(POW_LADDER_BELOW)));
  let result: v128;
  if (i32x4.all_true(isSmall)) result = ladder(x, y);
  else if (!v128.any_true(isSmall)) result = byLogarithm(x, y, isInteger);
  else result = select(ladder(x, y), byLogarithm(x, y, isInteger), isSmall);
  const isOne = v128.or(f32x4.eq(y, floats(0)), f32x4.eq(x, floats(1)));
  return select(floats(1), result, isOne);
}

/** By squaring, the lowest bit of |y| first. */
@inline
function ladder(x: v128, y: v128): v128 {
  let product = floats(1);
  let base = x;
  let rest = i32x4.trunc_sat_f32x4_s(f32x4.abs(y));
  while (v128.any_true(rest)) {
    const isSet = i32x4.ne(v128.and(rest, i32x4.splat(1)), i32x4.splat(0));
    product = select(f32x4.mul(product, base), product, isSet);
    base = f32x4.mul(base, base);
    rest = i32x4.shr_u(rest, 1);
  }
  return select(f32x4.div(floats(1), product), product, f32x4.lt(y, floats(0)));
}

@inline
function byLogarithm(x: v128, y: v128, isInteger: v128): v128 {
  const a = f32x4.abs(x);
  const power = exp(f32x4.mul(y, log(a)));
  const orRoot = select(f32x4.sqrt(a), power, f32x4.eq(y, floats(0.5)));
  const magnitude = select(floats(1), orRoot, f32x4.eq(a, floats(1)));
  const half = f32x4.mul(y, floats(0.5));
  const isOdd = v128.and(isInteger, f32x4.ne(f32x4.floor(half), half));
  const signed = v128.xor(magnitude, v128.and(signOf(x), isOdd));
  const isFiniteNegative = v128.and(f32x4.lt(x, floats(0)), f32x4.gt(x, floats(-Infinity)));
  const isInvalid = v128.andnot(isFiniteNegative, isInteger);
  // The exponent NaN and a base of magnitude one: neither an integer nor 1.
  const isNaN = v128.or(isInvalid, v128.or(f32x4.ne(x, x), f32x4.ne(y, y)));
  return v128.or(signed, isNaN);
}
