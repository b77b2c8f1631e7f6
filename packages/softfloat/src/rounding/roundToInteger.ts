import type { RandomBits, RoundingMode, RoundingOptions } from "./roundingOptions.ts";

/** The discarded part against half a unit: below, exactly half, or above. */
type Side = -1 | 0 | 1;

/** Whether `n + fraction` (`n` an integer, `0 < fraction < 1`) moves to `n + 1`. */
const roundsAway: Record<
  RoundingMode,
  (side: Side, isOdd: boolean, isNegative: boolean, carriesAtRandom: () => boolean) => boolean
> = {
  roundTiesToEven: (side, isOdd) => side > 0 || (side === 0 && isOdd),
  roundTiesToAway: (side) => side >= 0,
  roundTowardZero: () => false,
  roundTowardPositive: (_side, _isOdd, isNegative) => !isNegative,
  roundTowardNegative: (_side, _isOdd, isNegative) => isNegative,
  roundToOdd: (_side, isOdd) => !isOdd,
  stochastic: (_side, _isOdd, _isNegative, carriesAtRandom) => carriesAtRandom(),
};

/** What decides a rounding besides the digits; `parity` is added to the integer before its last digit is read. */
export interface RoundingContext {
  readonly isNegative: boolean;
  readonly options: RoundingOptions;
  readonly parity: bigint;
}

/**
 * The magnitude `significand / 2^shift` as an integer.
 *
 * @throws RangeError for a rounding mode that does not exist, or random bits that do not fit.
 */
export function roundToInteger(
  significand: bigint,
  shift: number,
  { isNegative, options, parity }: RoundingContext,
): { integer: bigint; isInexact: boolean } {
  const { rounding = "roundTiesToEven", random } = options;
  const decide = roundsAway[rounding];
  if (decide === undefined) {
    const expected = Object.keys(roundsAway).join(", ");
    throw new RangeError(`options.rounding: one of ${expected} expected, got ${JSON.stringify(rounding)}`);
  }
  if (rounding === "stochastic") checkRandom(random);
  if (shift <= 0) return { integer: significand << BigInt(-shift), isInexact: false };

  const integer = significand >> BigInt(shift);
  const discarded = significand - (integer << BigInt(shift));
  if (discarded === 0n) return { integer, isInexact: false };

  const half = 1n << BigInt(shift - 1);
  const side = discarded < half ? -1 : discarded === half ? 0 : 1;
  const isOdd = ((integer + parity) & 1n) === 1n;
  const isAway = decide(side, isOdd, isNegative, () => carries(discarded, shift, random));
  return { integer: isAway ? integer + 1n : integer, isInexact: true };
}

/** Whether `bits`, added to the first `count` digits of the discarded part, carries into the integer. */
function carries(discarded: bigint, shift: number, random: RandomBits | undefined): boolean {
  if (random === undefined) return false;
  const count = BigInt(random.count);
  const digits = (discarded << count) >> BigInt(shift);
  return digits + BigInt(random.bits) >= 1n << count;
}

function checkRandom(random: RandomBits | undefined): void {
  if (random === undefined) {
    throw new RangeError('options.random: { bits, count } expected for rounding "stochastic", got none');
  }
  const { bits, count } = random;
  const isCount = Number.isInteger(count) && count >= 1 && count <= 64;
  if (!isCount || (typeof bits === "number" && !Number.isInteger(bits)) || bits < 0 || BigInt(bits) >> BigInt(count)) {
    throw new RangeError(`options.random: bits below 2^count with count 1 … 64 expected, got ${bits} and ${count}`);
  }
}
