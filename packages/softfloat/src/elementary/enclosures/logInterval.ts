import { bitLength } from "../../rounding/bitLength.ts";
import { constants } from "./constants.ts";
import type { Enclosure } from "./enclosure.ts";
import {
  add,
  divideByInteger,
  floorQuotient,
  type Interval,
  multiply,
  multiplyByInteger,
  negate,
  shiftLeft,
} from "./interval.ts";

/**
 * `ln y`, for `0 < y.low ≤ y.high ≤ 2 y.low`.
 *
 * `y = 2^k·(1 + z)/(1 − z)` with `|z| ≤ 3/5`, and below 1/5 where `y` is narrow, so that `ln y = k·ln 2 + 2·artanh z`.
 */
export function logInterval({ low, high, exponent }: Enclosure, digits: number): Interval {
  const below = bitLength(low) - 1;
  const k = 2n * low * low < 1n << BigInt(2 * below + 2) ? below : below + 1; // low/2^k between √½ and √2
  const power = 1n << BigInt(k);
  const shift = BigInt(digits);
  const z: Interval = {
    low: floorQuotient((low - power) << shift, low + power), // (y − 2^k)/(y + 2^k) grows with y
    high: -floorQuotient((power - high) << shift, high + power),
  };
  return add(multiplyByInteger(constants.ln2(digits), BigInt(k + exponent)), shiftLeft(artanhInterval(z, digits), 1));
}

/** `artanh z`, which is odd and grows with z. */
function artanhInterval(z: Interval, digits: number): Interval {
  if (z.low >= 0n) return artanhSeries(z, digits);
  if (z.high <= 0n) return negate(artanhSeries(negate(z), digits));
  const farthest = (end: bigint): bigint => artanhSeries({ low: end, high: end }, digits).high;
  return { low: -farthest(-z.low), high: farthest(z.high) };
}

/** `Σ z^(2j + 1) / (2j + 1)`, for `0 ≤ z ≤ 3/5`. */
function artanhSeries(z: Interval, digits: number): Interval {
  const square = multiply(z, z, digits);
  let power = z;
  let sum: Interval = { low: 0n, high: 0n };
  let odd = 1n;
  for (; power.high > 1n; odd += 2n) {
    sum = add(sum, divideByInteger(power, odd));
    power = multiply(power, square, digits);
  }
  return { low: sum.low, high: sum.high + 2n }; // what is left is at most 1 unit · (1 + 9/25 + …) < 2
}
