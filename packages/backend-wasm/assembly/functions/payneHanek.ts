import {
  SIN_HALF_PI_WORD, SIN_TWO_OVER_PI_BITS_0, SIN_TWO_OVER_PI_BITS_1, SIN_TWO_OVER_PI_BITS_2, SIN_TWO_OVER_PI_BITS_3,
  SIN_TWO_OVER_PI_BITS_4, SIN_TWO_OVER_PI_BITS_5, SIN_TWO_OVER_PI_BITS_6, SIN_TWO_OVER_PI_BITS_7,
} from "../coefficients.gen";
import { sineOfReduced } from "./sine";

const twoOverPiBits = memory.data<u32>([
  SIN_TWO_OVER_PI_BITS_0, SIN_TWO_OVER_PI_BITS_1, SIN_TWO_OVER_PI_BITS_2, SIN_TWO_OVER_PI_BITS_3,
  SIN_TWO_OVER_PI_BITS_4, SIN_TWO_OVER_PI_BITS_5, SIN_TWO_OVER_PI_BITS_6, SIN_TWO_OVER_PI_BITS_7,
]);

/** 32 bits of 2/π from the given one on; two shifts, since one by 32 is none. */
@inline
function bitsOfTwoOverPi(start: u32): u32 {
  const word = twoOverPiBits + ((start >> 5) << 2);
  const offset = start & 31;
  return (load<u32>(word) << offset) | ((load<u32>(word, 4) >> 1) >> (31 - offset));
}

@inline
function multiplyHigh(a: u32, b: u32): u32 {
  return <u32>((<u64>a * <u64>b) >> 32);
}

/** Steps 3 and 4 of functionCoefficients.sin for a of 200 or more; ∞ and NaN give NaN. */
export function sineOfLarge(a: f32, quarterTurns: i32): f32 {
  const bits = reinterpret<u32>(a);
  if (bits >= 0x7f800000) return NaN;
  const significand = (bits & 0x007fffff) | 0x00800000;
  const start = (bits >> 23) - 120;
  const high = <u64>(significand * bitsOfTwoOverPi(start)) << 32;
  const middle = <u64>significand * <u64>bitsOfTwoOverPi(start + 32);
  const low = <u64>multiplyHigh(significand, bitsOfTwoOverPi(start + 64));
  const turns = high + middle + low;
  return sineOfFraction(quarterTurns + <i32>(turns >> 62), turns << 2);
}

/** Sine of (quarterTurns + fraction·2^-64)·π/2. A fraction other than 0 must differ from 0 and from 1 by 2^-32 or more. */
export function sineOfFraction(quarterTurns: i32, fraction: u64): f32 {
  return f32x4.extract_lane(sineOfReduced(i32x4.splat(nearestTurn(quarterTurns, fraction)), f32x4.splat(remainder(fraction))), 0);
}

/** The quarter turn that is nearest. */
@inline
export function nearestTurn(quarterTurns: i32, fraction: u64): i32 {
  return quarterTurns + <i32>(fraction >> 63);
}

/** The angle from the nearest quarter turn, |r| ≤ π/4. */
@inline
export function remainder(fraction: u64): f32 {
  const isNegative = fraction >> 63 != 0;
  const distance = isNegative ? 0 - fraction : fraction;
  if (distance == 0) return isNegative ? -0.0 : 0.0;
  const leadingZeros = <i32>clz<u64>(distance);
  const leading = <u32>((distance << leadingZeros) >> 32);
  const product = multiplyHigh(leading, SIN_HALF_PI_WORD);
  const power = reinterpret<f32>((127 - 31 - leadingZeros) << 23);
  const r = (<f32>(product >> 8) * 256 + <f32>(product & 255)) * power;
  return isNegative ? -r : r;
}
