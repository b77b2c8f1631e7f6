import type { Code, Format } from "../format/format.ts";
import { boundaryValues, isExhaustive, type TestFloatLevel, valueOfPattern } from "./boundaryValues.ts";
import { createRandomWords } from "./randomWords.ts";
import type { TestFloatType } from "./testFloatType.ts";

/** Which operands {@link testFloatOperands} gives. */
export interface TestFloatSelection {
  /** 1, the default, or 2: more boundaries. */
  readonly level?: TestFloatLevel | undefined;
  /** How many cases, possibly ∞. Default: every combination of boundaries, and as many random ones. */
  readonly count?: number | undefined;
  /** Start of the random operands, an integer from 0 to 2^53 − 1. Default: 1. */
  readonly seed?: number | undefined;
}

/**
 * Operands to test a function with, one tuple at a time and without end if so asked; the same arguments give the same.
 *
 * In turn, a combination of boundary values (the ends of the range, powers of two, full and empty significands), in an order
 * that spreads any beginning over all of them, and a random tuple: uniform codes, codes a few binades from the operand
 * before, and significands of few digits. Operands of at most 8 bits are combined exhaustively instead.
 *
 * @throws RangeError for a count, level or seed that is none.
 * @see J. Hauser, Berkeley TestFloat 3e, for the kind of cases; these are not its own.
 * @example
 * import { testFloatFunction, testFloatOperands } from "@binade/softfloat/testfloat";
 *
 * const { operands = [] } = testFloatFunction("e4m3fn_add") ?? {};
 * [...testFloatOperands(operands)].length; // 65536
 */
export function* testFloatOperands(
  types: readonly TestFloatType[],
  { level = 1, count, seed = 1 }: TestFloatSelection = {},
): Generator<readonly Code[], void, undefined> {
  check(level, count, seed);
  const lists = types.map((type) => boundaryValues(type, level));
  const combinations = lists.reduce((product, list) => product * list.length, 1);
  const isComplete = types.every(isExhaustive);
  const stride = strideThrough(combinations);
  const random = createRandomWords(seed);
  const end = count ?? (isComplete ? combinations : 2 * combinations);
  let combination = 0;
  for (let i = 0; i < end; i++) {
    if (i % 2 === 1 && !isComplete) {
      yield randomOperands(types, random);
    } else {
      yield combine(lists, combination);
      combination = (combination + stride) % combinations;
    }
  }
}

function check(level: number, count: number | undefined, seed: number): void {
  const expect = (isMet: boolean, expected: string, got: unknown): void => {
    if (!isMet) throw new RangeError(`testFloatOperands: ${expected} expected, got ${got}`);
  };
  const isCount = count === undefined || count === Number.POSITIVE_INFINITY || Number.isSafeInteger(count);
  expect(level === 1 || level === 2, "level 1 or 2", level);
  expect(isCount && (count ?? 0) >= 0, "count as a non-negative integer or Infinity", count);
  expect(Number.isSafeInteger(seed) && seed >= 0, "seed from 0 to 2^53 − 1", seed);
}

/**
 * A step without a common divisor with the number of combinations: it visits each of them once before it returns. Close to
 * the golden section, whose multiples spread more evenly than those of any other number.
 */
function strideThrough(combinations: number): number {
  const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
  let stride = Math.max(Math.floor(combinations * 0.6180339887498949), 1);
  while (gcd(combinations, stride) > 1) stride++;
  return stride;
}

/** The digits of `combination` in the mixed radix of the lists' lengths, as a value of each. */
function combine(lists: readonly (readonly Code[])[], combination: number): Code[] {
  let rest = combination;
  return lists.map((list) => {
    const value = list[rest % list.length] ?? 0;
    rest = Math.floor(rest / list.length);
    return value;
  });
}

function randomOperands(types: readonly TestFloatType[], random: () => number): Code[] {
  let previous = wide(random);
  return types.map((type) => {
    previous = type.kind === "float" ? randomCode(type.format, previous, random) : randomInteger(random);
    return valueOfPattern(type, previous);
  });
}

/** A code: any, one whose exponent is near that of the code before, or one whose significand has two digits or gaps. */
function randomCode(format: Format<Code>, previous: bigint, random: () => number): bigint {
  const trailingBits = BigInt(format.precision - 1);
  const kind = random() % 4;
  if (kind < 2) return wide(random);
  if (kind === 2) {
    const distance = (random() % (2 * format.precision + 5)) - format.precision - 2;
    const near = previous + (BigInt(distance) << trailingBits);
    return near ^ (wide(random) & ((1n << trailingBits) - 1n)) ^ (random() % 2 === 0 ? BigInt(format.signBit) : 0n);
  }
  const digits = (1n << BigInt(random() % format.precision)) ^ (1n << BigInt(random() % format.precision));
  const trailing = (random() % 2 === 0 ? digits : ~digits) & ((1n << trailingBits) - 1n);
  return ((wide(random) >> trailingBits) << trailingBits) | trailing;
}

/** An integer of any length, of either sign. */
function randomInteger(random: () => number): bigint {
  const magnitude = wide(random) >> BigInt(random() % 64);
  return random() % 2 === 0 ? magnitude : -magnitude;
}

function wide(random: () => number): bigint {
  return (BigInt(random()) << 32n) | BigInt(random());
}
