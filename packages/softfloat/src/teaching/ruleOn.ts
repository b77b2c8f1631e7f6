import type { Code, Format } from "../format/format.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { lotBits } from "./draws.ts";
import type { Expansion } from "./expansion.ts";
import { inDecimal } from "./inDecimal.ts";
import type { Cut } from "./roundedDigits.ts";
import { type RoundingFacts, roundingRules } from "./roundingRules.ts";

/** Which neighbour a number becomes, and why. */
export interface Ruling {
  readonly decision: "exact" | "lower" | "upper" | "byLot";
  /** Whether that is the neighbour farther from zero. */
  readonly isAway: boolean;
  readonly reason: string;
  readonly probability: { readonly lower: number; readonly upper: number } | null;
}

/** Apply the rule of the rounding mode to digits that have been cut. */
export function ruleOn(format: Format<Code>, x: Expansion, cut: Cut, options: RoundingOptions): Ruling {
  if (cut.digits.discarded === "") {
    return { decision: "exact", isAway: false, reason: "every digit fits", probability: null };
  }
  const { rounding = "roundTiesToEven", random } = options;
  const facts = factsOf(format, x, cut, options);
  const probability = rounding === "stochastic" ? probabilities(x, cut, random?.count ?? lotBits) : null;
  if (probability !== null && random === undefined) {
    const [lower, upper] = x.isNegative
      ? [facts.awayFromZero, facts.towardZero]
      : [facts.towardZero, facts.awayFromZero];
    const reason = `by lot: ${lower} with probability ${probability.lower}, ${upper} with probability ${probability.upper}`;
    return { decision: "byLot", isAway: false, reason, probability };
  }
  const { isAway, reason } = roundingRules[rounding](facts);
  return { decision: isAway === x.isNegative ? "lower" : "upper", isAway, reason, probability };
}

function factsOf(format: Format<Code>, x: Expansion, cut: Cut, { rounding, random }: RoundingOptions): RoundingFacts {
  const { isNegative } = x;
  const nameOf = (isAway: boolean): string => {
    const significand = cut.integer + (isAway ? 1n : 0n);
    const hasSign = isNegative && (significand !== 0n || format.hasNegativeZero);
    const value = inDecimal({ kind: "finite", isNegative: hasSign, significand, exponent: cut.unit });
    return `the ${isAway === isNegative ? "lower" : "upper"} neighbour ${value}`;
  };
  return {
    ...cut.digits,
    isNegative,
    ...parity(format, cut, rounding),
    towardZero: nameOf(false),
    awayFromZero: nameOf(true),
    lot: random === undefined ? undefined : { discarded: firstDiscarded(x, cut, random.count), random },
  };
}

/** With one digit, what is odd is the code where the rule says so; else every significand but that of zero. */
function parity(
  format: Format<Code>,
  { integer, digits }: Cut,
  rounding: RoundingOptions["rounding"],
): Pick<RoundingFacts, "isOdd" | "parityOf"> {
  if (format.precision > 1) return { isOdd: digits.lsb === 1, parityOf: "significand" };
  if (rounding === "roundToOdd" || format.oneDigitTies === "evenCode") {
    const code = integer === 0n ? 0 : digits.exponent - format.emin + (format.hasZero ? 1 : 0);
    return { isOdd: code % 2 !== 0, parityOf: "code" };
  }
  return { isOdd: integer === 1n, parityOf: integer === 1n ? "nothing" : "significand" };
}

/** The discarded part as a fraction of a unit, in `count` binary digits. */
function firstDiscarded({ significand, exponent }: Expansion, { integer, unit }: Cut, count: number): bigint {
  const shift = BigInt(unit - exponent);
  const rest = significand - (integer << shift);
  return (rest << BigInt(count)) >> shift;
}

function probabilities(x: Expansion, cut: Cut, count: number): { lower: number; upper: number } {
  const whole = 1n << BigInt(count);
  const away = firstDiscarded(x, cut, count);
  const share = (part: bigint): number => Number(part) / Number(whole);
  const [lower, upper] = x.isNegative ? [away, whole - away] : [whole - away, away];
  return { lower: share(lower), upper: share(upper) };
}
