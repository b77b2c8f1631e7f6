import type { Unrounded } from "./deliver.ts";
import { type Layout, read } from "./layout.ts";
import { compare, negated, plus, type Rational, scaled } from "./rational.ts";
import { nanAmong, type Options, type Result } from "./special.ts";

/** §4.3 on the integers: the one that a rational becomes. */
export function integerOf(x: Rational, { rounding = "roundTiesToEven", random }: Options): bigint {
  const floor = floorOf(x);
  const fraction = plus(x, negated(scaled(floor, 0)));
  if (fraction.numerator === 0n) return floor;
  const isNegative = x.numerator < 0n;
  const outward = isNegative ? floor : floor + 1n;
  const inward = isNegative ? floor + 1n : floor;
  const toMiddle = compare(fraction, scaled(1n, -1));
  const nearest = toMiddle < 0 ? floor : floor + 1n;
  switch (rounding) {
    case "roundTiesToEven":
      return toMiddle !== 0 ? nearest : floor % 2n === 0n ? floor : floor + 1n;
    case "roundTiesToAway":
      return toMiddle !== 0 ? nearest : outward;
    case "roundTowardZero":
      return inward;
    case "roundTowardPositive":
      return floor + 1n;
    case "roundTowardNegative":
      return floor;
    case "roundToOdd":
      return floor % 2n === 0n ? floor + 1n : floor;
    case "stochastic": {
      const part = isNegative ? plus(scaled(1n, 0), negated(fraction)) : fraction;
      const digits = (part.numerator << BigInt(random!.count)) / part.denominator;
      return digits + BigInt(random!.bits) >= 1n << BigInt(random!.count) ? outward : inward;
    }
  }
}

function floorOf({ numerator, denominator }: Rational): bigint {
  const quotient = numerator / denominator;
  return quotient * denominator > numerator ? quotient - 1n : quotient;
}

/**
 * §5.9: what a code becomes.
 *
 * @param isExact - Raise inexact.
 * @param round - How an integer becomes a code: {@link deliver}, perhaps with a memory.
 */
export function integral(
  layout: Layout,
  code: bigint,
  options: Options,
  { isExact, round }: { readonly isExact: boolean; readonly round: (integral: Unrounded) => Result },
): Result {
  const x = read(layout, code, options.flushInputs);
  if (x.kind === "nan") return nanAmong(layout, [x], options)!;
  if (x.kind === "infinity") return round(x);
  const integer = scaled(integerOf(x.value, options), 0);
  const { code: result, flags } = round({ ...x, value: integer });
  return { code: result, flags: isExact && compare(integer, x.value) !== 0 ? flags | 1 : flags };
}

export interface IntegerKind {
  readonly bits: 4 | 8 | 16 | 32 | 64;
  readonly signed: boolean;
  readonly invalid: "saturating" | "x86" | "riscv" | "modular";
  readonly exact: boolean;
}

/** §5.8, with what each architecture gives for “no such integer”. */
export function toInteger(
  layout: Layout,
  code: bigint,
  options: Options,
  kind: IntegerKind,
): { readonly integer: bigint; readonly flags: number } {
  const x = read(layout, code, options.flushInputs);
  const least = kind.signed ? -(2n ** BigInt(kind.bits - 1)) : 0n;
  const greatest = kind.signed ? -least - 1n : 2n ** BigInt(kind.bits) - 1n;
  const none = (saturated: bigint, modular: bigint): { integer: bigint; flags: number } => {
    const isUnordered = x.kind === "nan";
    const choices = {
      saturating: isUnordered ? 0n : saturated,
      riscv: isUnordered ? greatest : saturated,
      x86: kind.signed ? least : greatest,
      modular,
    };
    return { integer: choices[kind.invalid], flags: 16 };
  };
  if (x.kind === "nan") return none(0n, 0n);
  if (x.kind === "infinity") return none(x.isNegative ? least : greatest, 0n);
  const integer = integerOf(x.value, options);
  if (integer < least || integer > greatest) {
    const size = 2n ** BigInt(kind.bits);
    const residue = ((integer % size) + size) % size;
    return none(integer < 0n ? least : greatest, residue > greatest ? residue - size : residue);
  }
  const isInexact = compare(scaled(integer, 0), x.value) !== 0;
  return { integer, flags: isInexact && kind.exact ? 1 : 0 };
}
