import type { Dyadic } from "./dyadic.ts";
import { integerRoot } from "./integerRoot.ts";

/**
 * A real number between two fixed-point ones: `low · 2^−digits ≤ value ≤ high · 2^−digits`.
 *
 * The scale is the `digits` that the functions below take; every one of them rounds `low` down and `high` up, so what
 * holds for the operands holds for the result.
 */
export interface Interval {
  readonly low: bigint;
  readonly high: bigint;
}

/** The integer 1 at a scale. */
export function oneAt(digits: number): Interval {
  const unit = 1n << BigInt(digits);
  return { low: unit, high: unit };
}

/** `x` at a scale: itself, or the two neighbours around it. */
export function fromDyadic({ significand, exponent }: Dyadic, digits: number): Interval {
  return shiftLeft({ low: significand, high: significand }, exponent + digits);
}

export function add(x: Interval, y: Interval): Interval {
  return { low: x.low + y.low, high: x.high + y.high };
}

export function subtract(x: Interval, y: Interval): Interval {
  return { low: x.low - y.high, high: x.high - y.low };
}

export function negate({ low, high }: Interval): Interval {
  return { low: -high, high: -low };
}

/** `x · 2^count`, also for a negative `count`. */
export function shiftLeft({ low, high }: Interval, count: number): Interval {
  if (count >= 0) return { low: low << BigInt(count), high: high << BigInt(count) };
  return { low: low >> BigInt(-count), high: shiftUp(high, -count) };
}

/** `factor · x`. */
export function multiplyByInteger({ low, high }: Interval, factor: bigint): Interval {
  return factor < 0n ? { low: factor * high, high: factor * low } : { low: factor * low, high: factor * high };
}

/** `x / divisor`, for `divisor > 0`. */
export function divideByInteger({ low, high }: Interval, divisor: bigint): Interval {
  return { low: floorQuotient(low, divisor), high: -floorQuotient(-high, divisor) };
}

/** `x · y`, for `x, y ≥ 0`. */
export function multiply(x: Interval, y: Interval, digits: number): Interval {
  return { low: (x.low * y.low) >> BigInt(digits), high: shiftUp(x.high * y.high, digits) };
}

/** `x / y`, for `y > 0`. */
export function divide(x: Interval, y: Interval, digits: number): Interval {
  return {
    low: floorQuotient(x.low << BigInt(digits), x.low < 0n ? y.low : y.high),
    high: -floorQuotient(-x.high << BigInt(digits), x.high < 0n ? y.high : y.low),
  };
}

/** `√x`, for `x ≥ 0`. */
export function squareRoot({ low, high }: Interval, digits: number): Interval {
  const root = integerRoot(low << BigInt(digits), 2);
  if (root === 0n) return { low: root, high: integerRoot(high << BigInt(digits), 2) + 1n };
  const width = ((high - low) << BigInt(digits)) / (2n * root); // √high − √low ≤ (high − low)/(2√low)
  return { low: root, high: root + width + 2n };
}

/** `⌊numerator / denominator⌋`, for a positive denominator. */
export function floorQuotient(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator; // truncated
  return numerator < 0n && quotient * denominator !== numerator ? quotient - 1n : quotient;
}

/** `⌈integer / 2^count⌉`. */
function shiftUp(integer: bigint, count: number): bigint {
  return -(-integer >> BigInt(count));
}
