import type { Rational } from "./rational.ts";

const digitValues = "0123456789abcdef";

/** The number that `[-]digits[.digits][mark exponent]` stands for, digit by digit; `0x` and `0b` have the mark `p`. */
export function valueOfText(text: string): Rational {
  const isNegative = text.startsWith("-");
  const unsigned = text.replace(/^[+-]/, "").toLowerCase();
  const radix = unsigned.startsWith("0x") ? 16n : unsigned.startsWith("0b") ? 2n : 10n;
  const [significand, exponent = "0"] = unsigned.slice(radix === 10n ? 0 : 2).split(radix === 10n ? "e" : "p");
  let numerator = 0n;
  let denominator = 1n;
  let isFraction = false;
  for (const character of significand!) {
    if (character === ".") isFraction = true;
    else {
      numerator = numerator * radix + BigInt(digitValues.indexOf(character));
      if (isFraction) denominator *= radix;
    }
  }
  const base = radix === 10n ? 10n : 2n;
  const power = Number(exponent);
  for (let i = 0; i < power; i++) numerator *= base;
  for (let i = 0; i > power; i--) denominator *= base;
  return { numerator: isNegative ? -numerator : numerator, denominator };
}

/** All decimal digits of a non-negative number that has finitely many, by long division. */
export function decimalText({ numerator, denominator }: Rational): string {
  const whole = numerator / denominator;
  let remainder = numerator - whole * denominator;
  let text = whole.toString();
  if (remainder > 0n) text += ".";
  while (remainder > 0n) {
    remainder *= 10n;
    const digit = remainder / denominator;
    remainder -= digit * denominator;
    text += digit;
  }
  return text;
}
