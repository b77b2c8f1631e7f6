/**
 * All pairs of a 16-bit format, on a path that shares nothing with the sources: the numbers of the codes and the ends of
 * each code's rounding interval come from the oracle, the operation from the host's binary64.
 *
 * A code is right when the binary64 result `z` lies between the middles on either side of its value, the even code taking
 * them in. For sums and products of FP16 and products of BF16, `z` is exact. Otherwise `z` is the exact result `s`
 * rounded to 53 digits, and stands on the same side of every middle `m` as `s`: rounding is monotonic and `m` is a
 * binary64, so that only `z = m ≠ s` could go wrong, and then `|s − m| ≤ 2^-53 · |m|`. That cannot be:
 *
 * - Quotients: `s = X · 2^i / Y` and `m = M · 2^j` with integers X, Y < 2^p, M < 2^(p + 1). If they differ, then by
 *   2^min(i, j) / Y at least, which is 1 / (M · Y) of `m` or 1 / X of `s`, so more than 2^-24.
 * - Sums of BF16, |x| ≥ |y|: `m` is off x, with at most p + 1 digits, so by 2^-9 · |x| at least; a `y` that comes to
 *   within a factor of 2 of that distance is a multiple of 2^-17 · |x|, as x and m are: so is `s − m`.
 */
import { infinityOf, type Layout, nanOf, signBitOf, valueOfMagnitude } from "../oracle/layout.ts";
import { plus, scaled, times, toNumber } from "../oracle/rational.ts";
import type { Outcome } from "./outcome.ts";

export type Binary = (a: number, b: number) => number;

/** Checks that `result` is the code that `z` rounds to, ties to even. */
export type Checker = (z: number, result: number) => boolean;

export function createChecker(layout: Layout): Checker {
  const infinity = Number(infinityOf(layout));
  const signBit = Number(signBitOf(layout));
  const nan = Number(nanOf(layout));
  const middles = Float64Array.from({ length: infinity }, (_, code) => {
    const sum = plus(valueOfMagnitude(layout, BigInt(code)), valueOfMagnitude(layout, BigInt(code + 1)));
    return toNumber(times(sum, scaled(1n, -1)));
  });
  const from = Float64Array.from({ length: infinity + 1 }, (_, code) => (code === 0 ? 0 : middles[code - 1]!));
  const to = Float64Array.from({ length: infinity + 1 }, (_, code) => middles[code] ?? Number.POSITIVE_INFINITY);
  return (z, result) => {
    if (Number.isNaN(z)) return result === nan;
    const isNegative = z < 0 || (z === 0 && 1 / z < 0);
    if (result >= signBit !== isNegative) return false;
    const magnitude = isNegative ? result - signBit : result;
    if (magnitude > infinity) return false;
    const size = isNegative ? -z : z;
    return (magnitude & 1) === 0
      ? from[magnitude]! <= size && size <= to[magnitude]!
      : from[magnitude]! < size && size < to[magnitude]!;
  };
}

/** The pairs of one first operand with every `stride`-th second one. */
export function checkRow(
  a: number,
  stride: number,
  { numbers, check, host, compute }: { numbers: Float64Array; check: Checker; host: Binary; compute: Binary },
): Outcome {
  const x = numbers[a]!;
  const failures: string[] = [];
  let cases = 0;
  for (let b = a % stride; b < 2 ** 16; b += stride) {
    cases++;
    const z = host(x, numbers[b]!);
    const result = compute(a, b);
    if (check(z, result)) continue;
    failures.push(`0x${a.toString(16)} 0x${b.toString(16)}: got 0x${result.toString(16)}, which is not ${z} rounded`);
  }
  return { cases, failures };
}
