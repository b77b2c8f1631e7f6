import {
  COS_POLYNOMIAL_0, COS_POLYNOMIAL_1, COS_POLYNOMIAL_2, SIN_HALF_PI_HIGH, SIN_HALF_PI_LOW, SIN_HALF_PI_MIDDLE,
  SIN_PAYNE_HANEK_FROM, SIN_POLYNOMIAL_0, SIN_POLYNOMIAL_1, SIN_POLYNOMIAL_2, SIN_TWO_OVER_PI,
} from "../coefficients.gen";
import { constant, floats, select, signOf } from "./lanes";
import { sineOfLarge } from "./payneHanek";

/** Sine of x, in the steps of functionCoefficients.sin. */
export function sin(x: v128): v128 {
  return v128.xor(sine(f32x4.abs(x), 0), signOf(x));
}

export function cos(x: v128): v128 {
  return sine(f32x4.abs(x), 1);
}

/** Sine of a + quarterTurns·π/2 for a ≥ +0. What is too large for the fast reduction is taken lane by lane. */
@inline
function sine(a: v128, quarterTurns: i32): v128 {
  const isFast = f32x4.lt(a, constant(SIN_PAYNE_HANEK_FROM));
  const n = f32x4.floor(f32x4.add(f32x4.mul(a, constant(SIN_TWO_OVER_PI)), floats(0.5)));
  const high = f32x4.sub(a, f32x4.mul(n, constant(SIN_HALF_PI_HIGH)));
  const middle = f32x4.sub(high, f32x4.mul(n, constant(SIN_HALF_PI_MIDDLE)));
  const r = f32x4.sub(middle, f32x4.mul(n, constant(SIN_HALF_PI_LOW)));
  const quadrant = i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(quarterTurns));
  let y = sineOfReduced(quadrant, r);
  if (i32x4.all_true(isFast)) return y;
  const slow = ~i32x4.bitmask(isFast);
  if (slow & 1) y = f32x4.replace_lane(y, 0, sineOfLarge(f32x4.extract_lane(a, 0), quarterTurns));
  if (slow & 2) y = f32x4.replace_lane(y, 1, sineOfLarge(f32x4.extract_lane(a, 1), quarterTurns));
  if (slow & 4) y = f32x4.replace_lane(y, 2, sineOfLarge(f32x4.extract_lane(a, 2), quarterTurns));
  if (slow & 8) y = f32x4.replace_lane(y, 3, sineOfLarge(f32x4.extract_lane(a, 3), quarterTurns));
  return y;
}

/** Sine of quadrant·π/2 + r for |r| ≤ π/4, by the polynomial of sine or cosine; only quadrant mod 4 counts. */
@inline
export function sineOfReduced(quadrant: v128, r: v128): v128 {
  const z = f32x4.mul(r, r);
  let s = f32x4.add(f32x4.mul(constant(SIN_POLYNOMIAL_0), z), constant(SIN_POLYNOMIAL_1));
  s = f32x4.add(f32x4.mul(s, z), constant(SIN_POLYNOMIAL_2));
  s = f32x4.add(f32x4.mul(f32x4.mul(s, z), r), r);
  let c = f32x4.add(f32x4.mul(constant(COS_POLYNOMIAL_0), z), constant(COS_POLYNOMIAL_1));
  c = f32x4.add(f32x4.mul(c, z), constant(COS_POLYNOMIAL_2));
  c = f32x4.sub(f32x4.mul(f32x4.mul(c, z), z), f32x4.mul(floats(0.5), z));
  c = f32x4.add(c, floats(1));
  const isOdd = i32x4.ne(v128.and(quadrant, i32x4.splat(1)), i32x4.splat(0));
  const sign = i32x4.shl(v128.and(quadrant, i32x4.splat(2)), 30);
  return v128.xor(select(c, s, isOdd), sign);
}
