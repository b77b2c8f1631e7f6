import { type Unpacked, unpack } from "../codes/unpack.ts";
import { classify, type NumberClass } from "../comparison/classify.ts";
import { nextDown, nextUp } from "../comparison/nextUp.ts";
import { ulp } from "../comparison/ulp.ts";
import { decode } from "../conversion/decode.ts";
import type { Code, Format } from "../format/format.ts";
import { exactRational } from "../text/exactRational.ts";
import { shortestDigits } from "../text/shortestDigits.ts";
import { toExactDecimal } from "../text/toExactDecimal.ts";
import { toHexFloat } from "../text/toHexFloat.ts";
import { toShortest } from "../text/toShortest.ts";
import { adjacent } from "./adjacent.ts";
import { between } from "./between.ts";
import { type CodeFields, codeFields } from "./codeFields.ts";
import { type DescribedCode, describeCode } from "./describeCode.ts";
import { numeral } from "./numeral.ts";
import { type RationalText, rationalText } from "./rational.ts";
import { type RoundingInterval, roundingInterval } from "./roundingInterval.ts";
import type { TeachingOptions } from "./teachingOptions.ts";

/** Everything about one code, as plain data that JSON keeps; what NaN and ±∞ do not have is null. */
export interface Explanation extends DescribedCode {
  readonly format: string;
  readonly fields: CodeFields;
  readonly isNegative: boolean;
  /** As stored. */
  readonly biasedExponent: number;
  /** The power of two of a finite number: biased exponent − bias, but `emin` for subnormals and zero. */
  readonly exponent: number | null;
  /** The digit before the point that is not stored: 1, or 0 for subnormals and zero. */
  readonly implicitDigit: 0 | 1 | null;
  /** The stored digits of the significand as an integer. */
  readonly trailingSignificand: number;
  readonly exactDecimal: string;
  /** The shortest decimal that reads back as the code. */
  readonly shortest: string;
  readonly hexFloat: string;
  readonly rational: RationalText | null;
  /** How many significant decimal digits the two decimals have. */
  readonly decimalDigits: { readonly exact: number; readonly shortest: number } | null;
  readonly ulp: number | null;
  /** Greatest number below; null where there is none. */
  readonly previous: DescribedCode | null;
  /** Least number above. */
  readonly next: DescribedCode | null;
  /** Halfway to `previous`, or beyond the range to the number that a wider one would have. */
  readonly midpointBelow: string | null;
  readonly midpointAbove: string | null;
  /** The numbers that round to the code under the options. */
  readonly roundingInterval: RoundingInterval | null;
}

/**
 * Everything about one code: fields, value in four notations, neighbours, and the numbers that round to it.
 *
 * The options say for which rounding the last is meant, ties to even by default. Accuracy: exact.
 *
 * @throws RangeError when `code` is no code of the format.
 * @see IEEE 754-2019 §3.4 (encodings).
 * @example
 * import { FP16 } from "@binade/softfloat";
 * import { explain } from "@binade/softfloat/teaching";
 *
 * const { fields, exponent, exactDecimal, next } = explain(FP16, 0x2e66);
 * fields; // { sign: "0", biasedExponent: "01011", trailingSignificand: "1001100110" }
 * exponent; // -4
 * exactDecimal; // "0.0999755859375"
 * next; // { code: "0x2e67", value: "0.10003662109375", class: "positiveNormal" }
 */
export function explain<C extends Code>(
  format: Format<C>,
  code: NoInfer<C>,
  options: TeachingOptions = {},
): Explanation {
  const x = unpack(format, code);
  const isNumber = x.kind === "finite";
  const fields = codeFields(format, code);
  const biasedExponent = Number.parseInt(fields.biasedExponent, 2);
  const isNormal = biasedExponent > 0 || !format.hasZero;
  const rational = exactRational(format, code);
  return {
    format: format.name,
    ...describeCode(format, code),
    fields,
    isNegative: x.isNegative,
    biasedExponent,
    exponent: isNumber ? (isNormal ? biasedExponent - format.bias : format.emin) : null,
    implicitDigit: isNumber ? (isNormal ? 1 : 0) : null,
    trailingSignificand: Number.parseInt(`0${fields.trailingSignificand}`, 2),
    exactDecimal: toExactDecimal(format, code),
    shortest: toShortest(format, code),
    hexFloat: toHexFloat(format, code),
    rational: rational === null ? null : rationalText(rational),
    decimalDigits: decimalDigits(format, code),
    ulp: isNumber ? ulp(format, decode(format, code)) : null,
    previous: numberOrNull(format, code, nextDown(format, code)),
    next: numberOrNull(format, code, nextUp(format, code)),
    midpointBelow: midpoint(format, x, true),
    midpointAbove: midpoint(format, x, false),
    roundingInterval: roundingInterval(format, code, options),
  };
}

function decimalDigits<C extends Code>(format: Format<C>, code: NoInfer<C>): Explanation["decimalDigits"] {
  const shortest = shortestDigits(format, code);
  if (shortest === null) return null;
  const exact = toExactDecimal(format, code).replace(/[-.]/g, "").replace(/^0+/, "");
  const countOf = (digits: string): number => Math.max(digits.length, 1);
  const isInteger = !toExactDecimal(format, code).includes(".");
  return {
    exact: countOf(isInteger ? exact.replace(/0+$/, "") : exact),
    shortest: countOf(`${shortest.significand}`),
  };
}

/** A neighbour, unless there is no number on that side. */
function numberOrNull<C extends Code>(format: Format<C>, code: C, neighbour: C): DescribedCode | null {
  const kind: NumberClass = classify(format, neighbour);
  if (neighbour === code || kind === "quietNaN" || kind === "signalingNaN") return null;
  return describeCode(format, neighbour);
}

/** Halfway to the next number below or above. */
function midpoint(format: Format<Code>, x: Unpacked, isBelow: boolean): string | null {
  if (x.kind !== "finite") return null;
  const isZero = x.significand === 0n;
  if (isZero && isBelow && !format.isSigned) return null;
  const from = isZero ? { ...x, isNegative: isBelow } : x;
  const next = adjacent(format, from, isZero || x.isNegative === isBelow ? "away" : "toward");
  return next === undefined ? null : numeral(between(from, next, 2));
}
