import type { Unpacked } from "../codes/unpack.ts";
import type { Code, Format } from "../format/format.ts";
import { digitsToRound } from "../rounding/digitsToRound.ts";
import { quotient } from "../rounding/quotient.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { quote } from "./quote.ts";
import { type Numeral, type Prefix, scanText } from "./scanText.ts";

/** Binary digits that one digit stands for, or `null` for a decimal digit. */
const bitsOfDigit: Readonly<Record<Prefix, number | null>> = { "": null, "0x": 4, "0b": 1 };

/**
 * Where a rounding changes, there stands a number below 2^1025 of at most 120 binary digits, none of them below 2^-1140:
 * that is 64 random bits under half of the least binary64. In any base it has fewer than `decisiveDigits` digits, so the
 * rest of a longer text matters as one sticky digit. Beyond `10^±farPlace` or `2^±farPlace` there is no such number, and
 * a huge exponent is no different from a large one.
 */
const decisiveDigits = 1200;
const farPlace = 2000;

/**
 * What a text stands for, for one rounding to `format`: exact, or with digits enough and a sticky one.
 *
 * @throws RangeError when the text is malformed, or its NaN payload does not fit into `format`.
 */
export function unpackText(format: Format<Code>, text: string, options: RoundingOptions): Unpacked {
  const scanned = scanText(text);
  const { isNegative } = scanned;
  switch (scanned.kind) {
    case "infinite":
      return { kind: "infinite", isNegative, significand: 0n, exponent: 0 };
    case "nan":
      return { ...nan(format, text, scanned.payload), isNegative };
    case "numeral":
      return { ...finite(scanned.numeral, digitsToRound(format, options)), kind: "finite", isNegative };
  }
}

const longestPayload = "0b".length + 51; // that of binary64, in binary

/** The payload is what follows the quiet bit, in formats whose NaNs have one. */
function nan(format: Format<Code>, text: string, payload: string): Omit<Unpacked, "isNegative"> {
  const quiet = { kind: "quietNaN", significand: 0n, exponent: 1 - format.precision } as const;
  if (format.nanEncoding !== "ieee") return quiet;
  const payloadBits = format.precision - 2;
  const significand = payload.length <= longestPayload ? BigInt(payload) : -1n;
  if (significand >> BigInt(payloadBits) !== 0n) {
    throw new RangeError(`text ${quote(text)}: NaN payload below 2^${payloadBits} expected, got ${quote(payload)}`);
  }
  return { ...quiet, significand };
}

function finite(
  { prefix, whole, fraction, exponent }: Numeral,
  digitsOfQuotient: number,
): { readonly significand: bigint; readonly exponent: number } {
  const digits = whole + fraction;
  const first = digits.search(/[^0]/);
  if (first === -1) return { significand: 0n, exponent: 0 };

  const decisive = digits.slice(first, first + decisiveDigits);
  const sticky = /[^0]/.test(digits.slice(first + decisiveDigits)) ? "1" : "";
  const integer = BigInt(prefix + decisive + sticky);
  const digitCount = decisive.length + sticky.length;
  const place = whole.length - first; // the number is 0.integer · base^place · (10 or 2)^exponent

  const bits = bitsOfDigit[prefix];
  if (bits !== null) return { significand: integer, exponent: clamp(bits * place + exponent) - bits * digitCount };
  const power = clamp(place + exponent) - digitCount;
  if (power >= 0) return { significand: integer * 5n ** BigInt(power), exponent: power };
  const { significand, exponent: shift } = quotient(integer, 5n ** BigInt(-power), digitsOfQuotient);
  return { significand, exponent: power + shift };
}

function clamp(place: number): number {
  return Math.min(Math.max(place, -farPlace), farPlace);
}
