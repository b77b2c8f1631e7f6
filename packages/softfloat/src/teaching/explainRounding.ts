import { ulp } from "../comparison/ulp.ts";
import { encode } from "../conversion/encode.ts";
import type { Code, Format } from "../format/format.ts";
import { createFlags } from "../rounding/flags.ts";
import type { RoundingMode } from "../rounding/roundingOptions.ts";
import { exactRational, type Rational } from "../text/exactRational.ts";
import { type DescribedCode, describeCode } from "./describeCode.ts";
import { type ExactSource, exactSource, type NumberSource } from "./exactSource.ts";
import { expand } from "./expansion.ts";
import { digitsToTell, narrateRounding, type RoundingNarrative } from "./narrateRounding.ts";
import { narrateSpecial } from "./narrateSpecial.ts";
import { difference, nearestNumber, type RationalText, ratio, rationalOf, rationalText } from "./rational.ts";
import type { RoundedDigits } from "./roundedDigits.ts";
import type { TeachingOptions } from "./teachingOptions.ts";

/** How a number was rounded, and why so; plain data that JSON keeps. */
export interface RoundingExplanation extends Omit<RoundingNarrative<Code>, "code"> {
  readonly format: string;
  readonly rounding: RoundingMode;
  /** The number as it was written, and its exact value; null for ±∞ and NaN. */
  readonly input: { readonly text: string; readonly value: RationalText | null };
  /** Spacing of the format at the number, the range unbounded above; null for ±∞ and NaN, and beyond binary64. */
  readonly ulp: number | null;
  /** Null where it is open: stochastic without random bits. */
  readonly result: DescribedCode | null;
  /** Result − input, to binary64; null unless both are finite. */
  readonly error: number | null;
  readonly exactError: RationalText | null;
  /** The error in units of the last kept digit. */
  readonly errorUlps: number | null;
}

/**
 * How a number, an integer, a text or a fraction is rounded to a format: its neighbours, the digits that are kept and discarded, the
 * rule that decides, and what follows, in words too.
 *
 * The result is that of {@link encode} under the same options. For `stochastic` without `random` it gives the
 * probabilities of both neighbours. Zero, ±∞ and NaN have no digits to show. Accuracy: exact, but for `error` and
 * `errorUlps`, which are correctly rounded.
 *
 * @throws TypeError when `x` is none of them.
 * @throws RangeError when a text is malformed or has more than 20 000 places, a denominator is not positive, or random
 *   bits do not fit.
 * @see IEEE 754-2019 §4.3 (rounding), §7.4, §7.5 (overflow, underflow).
 * @example
 * import { FP16 } from "@binade/softfloat";
 * import { explainRounding } from "@binade/softfloat/teaching";
 *
 * const { lower, upper, digits, reason, errorUlps } = explainRounding(FP16, 2049);
 * [lower?.value, upper?.value]; // ["2048", "2050"]
 * digits?.discarded; // "1"
 * reason; // "exactly halfway; the lower neighbour 2048 has the even significand (last digit 0)"
 * errorUlps; // -0.5
 */
export function explainRounding<C extends Code>(
  format: Format<C>,
  x: NumberSource,
  options: TeachingOptions = {},
): RoundingExplanation {
  const source = exactSource("explainRounding", x, options.flushInputs === true);
  const { code, ...narrative } = narrate(format, x, source, options);
  return {
    format: format.name,
    rounding: options.rounding ?? "roundTiesToEven",
    input: { text: source.text, value: source.value === null ? null : rationalText(source.value) },
    ...narrative,
    ulp: source.value === null ? null : finiteOrNull(spacing(format, narrative.digits)),
    result: code === null ? null : describeCode(format, code),
    ...errors(code === null ? null : exactRational(format, code), source.value, narrative),
  };
}

function narrate<C extends Code>(
  format: Format<C>,
  x: NumberSource,
  { isNegative, value, kind }: ExactSource,
  options: TeachingOptions,
): RoundingNarrative<C> {
  if (value !== null) return narrateRounding(format, expand(value, isNegative, digitsToTell(format)), options);
  const flags = createFlags();
  const code = encode(format, x as number | string, { ...options, ...drawNothing(options), flags });
  return narrateSpecial(format, code, {
    flags,
    isNaN: kind === "nan",
    isNegative,
    saturate: options.saturate === true,
  });
}

/** Random bits where there is nothing to draw for. */
function drawNothing({ random = { bits: 0, count: 1 } }: TeachingOptions): TeachingOptions {
  return { random };
}

function errors(
  result: Rational | null,
  input: Rational | null,
  { digits }: Pick<RoundingNarrative<Code>, "digits">,
): Pick<RoundingExplanation, "error" | "exactError" | "errorUlps"> {
  if (result === null || input === null) return { error: null, exactError: null, errorUlps: null };
  const error = difference(result, input);
  return {
    error: finiteOrNull(nearestNumber(error)),
    exactError: rationalText(error),
    errorUlps: digits === null ? 0 : finiteOrNull(nearestNumber(ratio(error, unitOf(digits)))),
  };
}

function spacing(format: Format<Code>, digits: RoundedDigits | null): number {
  return digits === null ? ulp(format, 0) : nearestNumber(unitOf(digits));
}

function finiteOrNull(x: number): number | null {
  return Number.isFinite(x) ? x : null;
}

/** Weight of the last kept digit. */
function unitOf({ exponent, kept }: RoundedDigits): Rational {
  return rationalOf({ isNegative: false, significand: 1n, exponent: exponent - kept.length + 1 });
}
