import { createScanner, type Scanner } from "./scanner.ts";

/** What a text says, not yet a number: its digits are as they were written. */
export type ScannedText =
  | { readonly kind: "numeral"; readonly isNegative: boolean; readonly numeral: Numeral }
  | { readonly kind: "infinite"; readonly isNegative: boolean }
  | { readonly kind: "nan"; readonly isNegative: boolean; readonly payload: string };

/** `whole.fraction`, times a power whose base is 10 for decimal digits and 2 for the others. */
export interface Numeral {
  readonly prefix: Prefix;
  readonly whole: string;
  readonly fraction: string;
  /** Infinite where the text has more digits of exponent than a number can hold. */
  readonly exponent: number;
}

export type Prefix = "" | "0x" | "0b";

/** How a numeral goes on after its prefix; patterns are sticky, and start where the scanner stands. */
interface Notation {
  readonly name: string;
  readonly digits: RegExp;
  readonly exponentMark: RegExp;
}

const notations: Readonly<Record<Prefix, Notation>> = {
  "": { name: "decimal", digits: /[0-9]*/y, exponentMark: /e/iy },
  "0x": { name: "hexadecimal", digits: /[0-9a-f]*/iy, exponentMark: /p/iy },
  "0b": { name: "binary", digits: /[01]*/y, exponentMark: /p/iy },
};

/**
 * Read `[+-]` and then a decimal (`12.5e-3`), a hex-float (`0x1.8p-3`), its binary twin (`0b1.1p-3`), `inf`, `infinity`,
 * `nan` or `nan(payload)`, upper or lower case, without white space.
 *
 * @throws RangeError at the first character that does not fit.
 * @see IEEE 754-2019 §5.12; C11 §7.22.1.3 (strtod).
 */
export function scanText(text: string): ScannedText {
  const scanner = createScanner(text);
  const isNegative = scanner.take(/[+-]/y) === "-";
  const word = scanner.take(/inf(?:inity)?|nan/iy).toLowerCase();
  if (word === "") return { kind: "numeral", isNegative, numeral: scanNumeral(scanner) };
  if (word !== "nan") {
    scanner.end();
    return { kind: "infinite", isNegative };
  }
  const hasPayload = scanner.take(/\(/y) !== "";
  const payload = hasPayload ? scanPayload(scanner) : "0";
  scanner.end(hasPayload ? undefined : '"("');
  return { kind: "nan", isNegative, payload };
}

function scanNumeral(scanner: Scanner): Numeral {
  const prefix = takePrefix(scanner);
  const { name, digits, exponentMark } = notations[prefix];
  const whole = scanner.take(digits);
  const hasPoint = scanner.take(/\./y) !== "";
  const fraction = hasPoint ? scanner.take(digits) : "";
  if (whole === "" && fraction === "") {
    scanner.fail(prefix === "" && !hasPoint ? 'digit, ".", "inf" or "nan"' : `${name} digit`);
  }
  const hasExponent = scanner.take(exponentMark) !== "";
  const exponent = hasExponent ? scanner.take(/[+-]?[0-9]+/y) : "0";
  if (exponent === "") scanner.fail("decimal exponent");
  const orPoint = hasPoint ? "" : ', "."';
  scanner.end(hasExponent ? "digit" : `${name} digit${orPoint}, "${exponentMark.source}"`);
  return { prefix, whole, fraction, exponent: Number(exponent) };
}

/** The integer between the parentheses of a NaN, with its prefix and without leading zeros. */
function scanPayload(scanner: Scanner): string {
  const prefix = takePrefix(scanner);
  const { name, digits } = notations[prefix];
  const zeros = scanner.take(/0*/y);
  const significant = scanner.take(digits);
  if (zeros === "" && significant === "") scanner.fail(`${name} digit`);
  if (scanner.take(/\)/y) === "") scanner.fail(`${name} digit or ")"`);
  return `${prefix}${significant || "0"}`;
}

function takePrefix(scanner: Scanner): Prefix {
  return scanner.take(/0[xb]/iy).toLowerCase() as Prefix; // the pattern matches nothing else
}
