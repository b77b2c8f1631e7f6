import type { RandomBits, RoundingMode } from "../rounding/roundingOptions.ts";
import type { RoundedDigits } from "./roundedDigits.ts";

/** What a rounding rule looks at, and the words for it. */
export interface RoundingFacts extends Pick<RoundedDigits, "guard" | "round" | "sticky"> {
  readonly isNegative: boolean;
  /** Whether the neighbour nearer to zero counts as odd. */
  readonly isOdd: boolean;
  /** What tells even from odd: the last digit of the significand, or with one digit only that of the code, or nothing. */
  readonly parityOf: "significand" | "code" | "nothing";
  /** The neighbours in words. */
  readonly towardZero: string;
  readonly awayFromZero: string;
  /** For stochastic: the first `random.count` discarded digits as an integer, and the random bits. */
  readonly lot: { readonly discarded: bigint; readonly random: RandomBits } | undefined;
}

interface Ruling {
  readonly isAway: boolean;
  readonly reason: string;
}

/** Which neighbour each mode takes for a number between two, and why. One row per mode. */
export const roundingRules: Record<RoundingMode, (facts: RoundingFacts) => Ruling> = {
  roundTiesToEven: (facts) => nearest(facts) ?? tieToEven(facts),
  roundTiesToAway: (facts) =>
    nearest(facts) ?? {
      isAway: true,
      reason: `exactly halfway; this mode takes the neighbour farther from zero, ${facts.awayFromZero}`,
    },
  roundTowardZero: ({ towardZero }) => ({
    isAway: false,
    reason: `toward zero, whatever the distance: ${towardZero}`,
  }),
  roundTowardPositive: (facts) => directed(facts, !facts.isNegative, "up"),
  roundTowardNegative: (facts) => directed(facts, facts.isNegative, "down"),
  roundToOdd: (facts) => {
    const reason = `to odd, whatever the distance: ${chosen(facts, !facts.isOdd)} has the odd ${facts.parityOf} (last digit 1)`;
    return { isAway: !facts.isOdd, reason };
  },
  stochastic: (facts) => drawLot(facts),
};

function chosen({ towardZero, awayFromZero }: RoundingFacts, isAway: boolean): string {
  return isAway ? awayFromZero : towardZero;
}

/** The ruling where one neighbour is nearer. */
function nearest(facts: RoundingFacts): Ruling | undefined {
  if (facts.guard === 1 && facts.round === 0 && facts.sticky === 0) return undefined;
  const isAway = facts.guard === 1;
  return { isAway, reason: `${chosen(facts, isAway)} is nearer than ${chosen(facts, !isAway)}` };
}

function tieToEven(facts: RoundingFacts): Ruling {
  if (facts.parityOf === "nothing") {
    const reason = `exactly halfway; a significand of one digit is never even, and then ${facts.awayFromZero} with the larger magnitude is taken`;
    return { isAway: true, reason };
  }
  const winner = chosen(facts, facts.isOdd);
  return { isAway: facts.isOdd, reason: `exactly halfway; ${winner} has the even ${facts.parityOf} (last digit 0)` };
}

function directed(facts: RoundingFacts, isAway: boolean, direction: "up" | "down"): Ruling {
  return { isAway, reason: `always ${direction}, whatever the distance: ${chosen(facts, isAway)}` };
}

function drawLot(facts: RoundingFacts): Ruling {
  if (facts.lot === undefined) throw new RangeError("options.random: { bits, count } expected, got none");
  const { discarded, random } = facts.lot;
  const whole = 1n << BigInt(random.count);
  const sum = discarded + BigInt(random.bits);
  const isAway = sum >= whole;
  const digits = discarded.toString(2).padStart(random.count, "0");
  const lot = `by lot: the first ${random.count} discarded digits, ${digits} = ${discarded}, and the random bits, ${random.bits}, make ${sum}`;
  const verdict = isAway ? `which reaches ${whole} and carries` : `which does not reach ${whole}`;
  return { isAway, reason: `${lot}, ${verdict}: ${chosen(facts, isAway)}` };
}
