/** Every number from `low` to `high`. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

export const point = (x: number): Interval => ({ low: x, high: x });

/** Smallest interval that holds both. */
export const hull = (a: Interval, b: Interval): Interval => ({
  low: Math.min(a.low, b.low),
  high: Math.max(a.high, b.high),
});

export const contains = ({ low, high }: Interval, x: number): boolean => low <= x && x <= high;

/** Both ends moved outward. */
export const widen = ({ low, high }: Interval, by: number): Interval => outward(low - by, high + by);

export const negate = ({ low, high }: Interval): Interval => ({ low: -high, high: -low });
export const add = (a: Interval, b: Interval): Interval => outward(a.low + b.low, a.high + b.high);
export const subtract = (a: Interval, b: Interval): Interval => add(a, negate(b));

export function multiply(a: Interval, b: Interval): Interval {
  const products = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
  return outward(Math.min(...products), Math.max(...products));
}

/** Undefined where the divisor may be zero. */
export function divide(a: Interval, b: Interval): Interval | undefined {
  if (contains(b, 0)) return undefined;
  const quotients = [a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high];
  return outward(Math.min(...quotients), Math.max(...quotients));
}

const spacing = 1 / 0x8000000000000; // 2^-51, twice what a binary64 operation may lose

/** Ends that were computed in binary64, moved by more than its rounding. Zero ends are exact. */
function outward(low: number, high: number): Interval {
  return { low: low - Math.abs(low) * spacing, high: high + Math.abs(high) * spacing };
}
