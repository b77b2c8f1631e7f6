import { type Datum, infinityOf, type Layout, read, signBitOf } from "./layout.ts";
import { negated, over, plus, type Rational, times } from "./rational.ts";
import { type Mode, type Result, rootExactly, roundExactly } from "./round.ts";

/** A NaN result, whatever its bits. */
export const nan = -1;

type Operation = (layout: Layout, mode: Mode, operands: readonly number[]) => Result;

/** The operations of IEEE 754-2019 §5.4.1 on codes, tininess after rounding; a NaN result has the code {@link nan}. */
export const operations: Record<"add" | "sub" | "mul" | "div" | "sqrt" | "fma", Operation> = {
  add: (layout, mode, [a, b]) => sum(layout, mode, read(layout, a!), read(layout, b!)),
  sub: (layout, mode, [a, b]) => sum(layout, mode, read(layout, a!), opposite(read(layout, b!))),
  mul: (layout, mode, [a, b]) => {
    const product = multiply(read(layout, a!), read(layout, b!));
    return "code" in product ? product : deliver(layout, mode, product);
  },
  div: (layout, mode, [a, b]) => quotient(layout, mode, read(layout, a!), read(layout, b!)),
  sqrt: (layout, mode, [a]) => {
    const x = read(layout, a!);
    if (x.kind === "nan") return { code: nan, flags: x.isSignaling ? 16 : 0 };
    if (isZero(x) || (x.kind === "infinity" && !x.isNegative)) return { code: a!, flags: 0 };
    return x.isNegative || x.kind === "infinity" ? invalid : rootExactly(layout, x.value, mode);
  },
  fma: (layout, mode, [a, b, c]) => {
    const z = read(layout, c!);
    const product = multiply(read(layout, a!), read(layout, b!));
    if (!("code" in product)) return sum(layout, mode, product, z);
    return z.kind === "nan" && z.isSignaling ? invalid : product;
  },
};

const invalid: Result = { code: nan, flags: 16 };

function isZero(x: Datum): boolean {
  return x.kind === "number" && x.value.numerator === 0n;
}

function opposite(x: Datum): Datum {
  if (x.kind === "nan") return x;
  return x.kind === "number"
    ? { ...x, isNegative: !x.isNegative, value: negated(x.value) }
    : { ...x, isNegative: !x.isNegative };
}

/** The result for NaN operands, if there are any (§6.2). */
function nanAmong(...operands: readonly Datum[]): Result | undefined {
  const nans = operands.filter((x) => x.kind === "nan");
  return nans.length === 0 ? undefined : { code: nan, flags: nans.some((x) => x.isSignaling) ? 16 : 0 };
}

function sum(layout: Layout, mode: Mode, x: Datum, y: Datum): Result {
  if (x.kind === "nan" || y.kind === "nan") return nanAmong(x, y)!;
  if (x.kind === "infinity")
    return y.kind === "infinity" && x.isNegative !== y.isNegative ? invalid : infinite(layout, x);
  if (y.kind === "infinity") return infinite(layout, y);

  const total = plus(x.value, y.value);
  if (total.numerator !== 0n) return roundExactly(layout, total, mode);
  // §6.3: a sum of zeros of like sign keeps it; any other zero sum is +0, and −0 in one mode
  const isNegative = x.isNegative === y.isNegative ? x.isNegative : mode === "roundTowardNegative";
  return { code: isNegative ? signBitOf(layout) : 0, flags: 0 };
}

/** A product before rounding, or the result that special operands give. */
function multiply(x: Datum, y: Datum): Datum | Result {
  if (x.kind === "nan" || y.kind === "nan") return nanAmong(x, y)!;
  if ((isZero(x) && y.kind === "infinity") || (x.kind === "infinity" && isZero(y))) return invalid;
  const isNegative = x.isNegative !== y.isNegative;
  if (x.kind === "infinity" || y.kind === "infinity") return { kind: "infinity", isNegative };
  return { kind: "number", isNegative, value: times(x.value, y.value) };
}

function quotient(layout: Layout, mode: Mode, x: Datum, y: Datum): Result {
  if (x.kind === "nan" || y.kind === "nan") return nanAmong(x, y)!;
  const isNegative = x.isNegative !== y.isNegative;
  if (x.kind === "infinity") return y.kind === "infinity" ? invalid : infinite(layout, { isNegative });
  if (y.kind === "infinity") return deliver(layout, mode, { kind: "number", isNegative, value: noValue });
  if (isZero(y)) return isZero(x) ? invalid : { ...infinite(layout, { isNegative }), flags: 8 };
  return deliver(layout, mode, { kind: "number", isNegative, value: over(x.value, y.value) });
}

const noValue: Rational = { numerator: 0n, denominator: 1n };

/** Round a datum that is not a NaN, keeping the sign of a zero. */
function deliver(layout: Layout, mode: Mode, x: Datum): Result {
  if (x.kind !== "number") return infinite(layout, x as { isNegative: boolean });
  if (x.value.numerator === 0n) return { code: x.isNegative ? signBitOf(layout) : 0, flags: 0 };
  return roundExactly(layout, x.value, mode);
}

function infinite(layout: Layout, { isNegative }: { readonly isNegative: boolean }): Result {
  return { code: infinityOf(layout) + (isNegative ? signBitOf(layout) : 0), flags: 0 };
}
