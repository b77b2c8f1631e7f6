import type { Unpacked } from "../codes/unpack.ts";
import { unpackNumber } from "../codes/unpackNumber.ts";
import type { Rational } from "../text/exactRational.ts";
import { type Numeral, type Prefix, scanText } from "../text/scanText.ts";
import { numeral } from "./numeral.ts";
import { rationalOf } from "./rational.ts";

/** A number to be explained: a JavaScript number, an integer, a text as `parse` reads it, or a fraction. */
export type NumberSource = number | bigint | string | Rational;

/** It, exactly; `value` is null for ±∞ and NaN. */
export interface ExactSource {
  readonly kind: "finite" | "infinite" | "nan";
  readonly isNegative: boolean;
  readonly value: Rational | null;
  /** As the caller wrote it, or would write it in JavaScript. */
  readonly text: string;
}

/** Digits in front of or behind the point that still can be shown as a fraction. */
const farPlace = 20_000;

const bases: Readonly<Record<Prefix, { readonly digit: bigint; readonly exponent: bigint }>> = {
  "": { digit: 10n, exponent: 10n },
  "0x": { digit: 16n, exponent: 2n },
  "0b": { digit: 2n, exponent: 2n },
};

/**
 * Read a number, an integer or a text without rounding it.
 *
 * @param name - Of the function that the caller called.
 * @throws TypeError for anything that is no {@link NumberSource}.
 * @throws RangeError for a malformed text or fraction, or a text whose exponent is too large to write its value out.
 */
export function exactSource(name: string, x: NumberSource, flushesSubnormals: boolean): ExactSource {
  if (typeof x === "number") return fromUnpacked(unpackNumber(x, flushesSubnormals));
  if (typeof x === "string") return fromText(name, x);
  if (typeof x === "bigint") {
    return { kind: "finite", isNegative: x < 0n, value: { numerator: x, denominator: 1n }, text: `${x}` };
  }
  if (isRational(x)) return fromRational(name, x);
  throw new TypeError(`${name}: number, bigint, string or fraction expected, got ${typeof x}`);
}

function fromUnpacked(x: Unpacked): ExactSource {
  const { kind, isNegative } = x;
  if (kind === "finite") return { kind, isNegative, value: rationalOf(x), text: numeral(x) };
  return { kind: kind === "infinite" ? kind : "nan", isNegative, value: null, text: numeral(x) };
}

function isRational(x: unknown): x is Rational {
  const { numerator, denominator } = (x ?? {}) as Partial<Rational>;
  return typeof numerator === "bigint" && typeof denominator === "bigint";
}

function fromRational(name: string, value: Rational): ExactSource {
  const { numerator, denominator } = value;
  if (denominator <= 0n) throw new RangeError(`${name}: positive denominator expected, got ${denominator}`);
  return { kind: "finite", isNegative: numerator < 0n, value, text: `${numerator}/${denominator}` };
}

function fromText(name: string, text: string): ExactSource {
  const scanned = scanText(text);
  const { kind, isNegative } = scanned;
  if (kind !== "numeral") return { kind, isNegative, value: null, text };
  const { numerator, denominator } = rationalOfNumeral(name, scanned.numeral);
  return { kind: "finite", isNegative, value: { numerator: isNegative ? -numerator : numerator, denominator }, text };
}

function rationalOfNumeral(name: string, { prefix, whole, fraction, exponent }: Numeral): Rational {
  if (Math.abs(exponent) + whole.length + fraction.length > farPlace) {
    throw new RangeError(`${name}: text of at most ${farPlace} places expected, got exponent ${exponent}`);
  }
  const base = bases[prefix];
  const integer = BigInt(`${prefix}${whole}${fraction}`);
  const power = base.exponent ** BigInt(Math.abs(exponent));
  const unit = base.digit ** BigInt(fraction.length);
  return exponent < 0
    ? { numerator: integer, denominator: unit * power }
    : { numerator: integer * power, denominator: unit };
}
