import type { Code, Format } from "../format/format.ts";
import type { Rational } from "../text/exactRational.ts";
import { type CodeFields, codeFields } from "./codeFields.ts";
import type { NumberSource } from "./exactSource.ts";
import { explainRounding, type RoundingExplanation } from "./explainRounding.ts";
import { nearestNumber, type RationalText, ratio } from "./rational.ts";
import type { TeachingOptions } from "./teachingOptions.ts";

/** What a number becomes in one format. */
export interface FormatComparison
  extends Pick<
    RoundingExplanation,
    "format" | "ulp" | "result" | "error" | "errorUlps" | "decision" | "reason" | "consequences" | "flags"
  > {
  /** Width of a code. */
  readonly bits: number;
  /** Of the resulting code. */
  readonly fields: CodeFields | null;
  /** |error / number|, to binary64; null where there is no error, or the number is zero. */
  readonly relativeError: number | null;
}

/**
 * One number in several formats: what it becomes, the error, the spacing there, and the flags.
 *
 * Accuracy: as {@link explainRounding}.
 *
 * @throws TypeError when `x` is none of what {@link explainRounding} takes.
 * @throws RangeError when a text is malformed.
 * @see IEEE 754-2019 §4.3.
 * @example
 * import { BF16, E4M3FN, FP16 } from "@binade/softfloat";
 * import { compareFormats } from "@binade/softfloat/teaching";
 *
 * const rows = compareFormats("0.1", [FP16, BF16, E4M3FN]);
 * rows.map(({ result }) => result?.value); // ["0.0999755859375", "0.10009765625", "0.1015625"]
 */
export function compareFormats(
  x: NumberSource,
  formats: readonly Format<Code>[],
  options: TeachingOptions = {},
): FormatComparison[] {
  return formats.map((format) => {
    const { input, exactError, lower, upper, midpoint, digits, probability, rounding, ...row } = explainRounding(
      format,
      x,
      options,
    );
    const fields = row.result === null ? null : codeFields(format, BigInt(row.result.code));
    return { ...row, bits: format.bits, fields, relativeError: quotientOf(exactError, input.value) };
  });
}

function quotientOf(error: RationalText | null, value: RationalText | null): number | null {
  if (error === null || value === null || value.numerator === "0") return null;
  const quotient = nearestNumber(ratio(rationalFrom(error), rationalFrom(value)));
  return Number.isFinite(quotient) ? Math.abs(quotient) : null;
}

function rationalFrom({ numerator, denominator }: RationalText): Rational {
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
}
