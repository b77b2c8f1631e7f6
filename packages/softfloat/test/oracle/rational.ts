/** An exact fraction; the denominator is positive. Not reduced. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** `integer · 2^exponent`. */
export function scaled(integer: bigint, exponent: number): Rational {
  return exponent >= 0
    ? { numerator: integer << BigInt(exponent), denominator: 1n }
    : { numerator: integer, denominator: 1n << BigInt(-exponent) };
}

/** A finite number, exactly: every binary64 becomes an integer after enough doublings. */
export function fromNumber(x: number): Rational {
  let exponent = 0;
  let integer = x;
  for (; !Number.isInteger(integer); exponent++) integer *= 2;
  return scaled(BigInt(integer), -exponent);
}

/** The binary64 that a rational is; an error when it is none. */
export function toNumber(x: Rational): number {
  const doublings = x.denominator.toString(2).length - 1; // a denominator that is no power of two fails below
  let value = Number(x.numerator);
  for (let left = doublings; left > 0; left -= 512) value /= 2 ** Math.min(left, 512);
  if (compare(fromNumber(value), x) !== 0) throw new Error(`${x.numerator}/${x.denominator} is no binary64`);
  return value;
}

export function plus(x: Rational, y: Rational): Rational {
  if (x.denominator === y.denominator) return { numerator: x.numerator + y.numerator, denominator: x.denominator };
  return {
    numerator: x.numerator * y.denominator + y.numerator * x.denominator,
    denominator: x.denominator * y.denominator,
  };
}

export function negated(x: Rational): Rational {
  return { numerator: -x.numerator, denominator: x.denominator };
}

export function times(x: Rational, y: Rational): Rational {
  return { numerator: x.numerator * y.numerator, denominator: x.denominator * y.denominator };
}

export function over(x: Rational, y: Rational): Rational {
  const sign = y.numerator < 0n ? -1n : 1n;
  return { numerator: sign * x.numerator * y.denominator, denominator: sign * x.denominator * y.numerator };
}

/** −1, 0 or 1. */
export function compare(x: Rational, y: Rational): number {
  const left = x.numerator * y.denominator;
  const right = y.numerator * x.denominator;
  return left < right ? -1 : left > right ? 1 : 0;
}
