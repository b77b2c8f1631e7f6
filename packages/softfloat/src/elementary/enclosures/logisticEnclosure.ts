import { type Enclosure, enclosure, toInterval } from "./enclosure.ts";
import { expInterval } from "./expInterval.ts";
import { add, divide, type Interval, negate, oneAt } from "./interval.ts";

/** `1 / (1 + e^−y)`, for a negative `y` as `e^y / (1 + e^y)`. */
export function logisticEnclosure(y: Interval, digits: number): Enclosure {
  const isNegative = y.low < 0n;
  const power = expInterval(isNegative ? y : negate(y), digits);
  const denominator = add(oneAt(digits), toInterval(power, digits));
  if (!isNegative) return enclosure(divide(oneAt(digits), denominator, digits), digits);
  return { ...divide(power, denominator, digits), exponent: power.exponent };
}
