import { unpack } from "../codes/unpack.ts";
import { decode } from "../conversion/decode.ts";
import type { Code, Format } from "../format/format.ts";
import { bitLength } from "../rounding/bitLength.ts";
import type { Flags } from "../rounding/flags.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { inDecimal } from "./inDecimal.ts";
import type { Cut } from "./roundedDigits.ts";

/** What came out of a rounding. */
export interface Outcome<C extends Code> {
  readonly code: C;
  readonly flags: Flags;
  readonly isNegative: boolean;
  /** Whether the neighbour farther from zero was taken. */
  readonly isAway: boolean;
}

/** What follows from a rounding beside the number itself, a sentence each: carries, subnormals, underflow, overflow. */
export function consequences<C extends Code>(
  format: Format<C>,
  cut: Cut,
  outcome: Outcome<C>,
  options: RoundingOptions,
): string[] {
  const { flags } = outcome;
  if (flags.overflow) return [overflowWords(format, outcome, options)];
  if (cut.digits.kept.startsWith("0")) return belowNormalWords(format, cut, outcome, options);
  return carries(format, cut, outcome) ? ["the carry runs through every digit, so that the exponent grows by one"] : [];
}

function carries(format: Format<Code>, { integer }: Cut, { isAway }: Outcome<Code>): boolean {
  return isAway && bitLength(integer + 1n) > format.precision;
}

function belowNormalWords<C extends Code>(
  format: Format<C>,
  { integer, unit }: Cut,
  { flags, isAway }: Outcome<C>,
  { flushOutputs = false, tininess = "afterRounding" }: RoundingOptions,
): string[] {
  const { name, emin, precision } = format;
  const least = `2^${emin}`;
  if (!format.hasZero) return [`${name} has no zero and nothing below ${least}, so that is the result: underflow`];
  const words = format.hasSubnormals
    ? [
        `below ${least}, the least normal number, the spacing stays 2^${unit}: ${countOf(bitLength(integer))} of ${precision} digits left`,
      ]
    : [`${name} has no subnormals: there is nothing between 0 and ${least}`];
  if (flags.underflow && flushOutputs)
    words.push(`flushOutputs makes a zero of every number below ${least}: underflow`);
  else if (flags.underflow) words.push("tiny and inexact: underflow");
  else if (flags.inexact) {
    words.push(`rounded to ${precision} digits it reaches ${least}: not tiny (tininess ${tininess}), no underflow`);
  }
  if (isAway && bitLength(integer + 1n) === precision)
    words.push(`the carry makes it the least normal number, ${least}`);
  return words;
}

function countOf(digits: number): string {
  return digits === 0 ? "none" : `${digits}`;
}

function overflowWords<C extends Code>(
  format: Format<C>,
  { code, isNegative }: Outcome<C>,
  { saturate = false, rounding = "roundTiesToEven" }: RoundingOptions,
): string {
  const { name, infinity, canonicalNaN, maxFinite } = format;
  const sign = isNegative ? "-" : "";
  const largest = sign + inDecimal(unpack(format, maxFinite));
  const bound = isNegative ? "the negative of the largest finite number" : "the largest finite number";
  const beyond = `beyond ${largest}, ${bound}: overflow`;
  const value = decode(format, code);
  if (Number.isNaN(value)) return `${beyond}, and ${name} has no infinity: NaN`;
  if (!Number.isFinite(value)) return `${beyond}, which gives ${sign}∞`;
  if (infinity === null && canonicalNaN === null) {
    return `${beyond}, and ${name} has neither infinity nor NaN: ${largest}`;
  }
  if (saturate) return `${beyond}, and saturate gives ${largest}`;
  return `${beyond}, and ${rounding} never goes beyond it: ${largest}`;
}
