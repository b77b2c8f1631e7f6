import { listed } from "../listed.ts";

/** One number for both axes, or height and width. */
export function pairOf(value: number | readonly [number, number]): readonly [number, number] {
  return typeof value === "number" ? [value, value] : value;
}

/** @throws RangeError naming `what` unless both are integers, not below 0. */
export function requireNonNegative(what: string, pair: readonly [number, number]): readonly [number, number] {
  if (pair.every((value) => Number.isInteger(value) && value >= 0)) return pair;
  throw new RangeError(`${what}: expected integers from 0, got ${listed(pair)}`);
}

/** @throws RangeError naming `what` unless both are positive integers. */
export function requirePositive(what: string, pair: readonly [number, number]): readonly [number, number] {
  if (pair.every((value) => Number.isInteger(value) && value > 0)) return pair;
  throw new RangeError(`${what}: expected positive integers, got ${listed(pair)}`);
}
