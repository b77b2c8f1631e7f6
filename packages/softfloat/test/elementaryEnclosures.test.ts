import { describe, expect, test } from "vitest";
import { angleInterval } from "../src/elementary/enclosures/atanInterval.ts";
import { constants } from "../src/elementary/enclosures/constants.ts";
import { type Dyadic, negative } from "../src/elementary/enclosures/dyadic.ts";
import { exactly } from "../src/elementary/enclosures/enclosure.ts";
import { erfInterval } from "../src/elementary/enclosures/erfInterval.ts";
import { expInterval } from "../src/elementary/enclosures/expInterval.ts";
import { integerRoot } from "../src/elementary/enclosures/integerRoot.ts";
import {
  add,
  divide,
  divideByInteger,
  fromDyadic,
  type Interval,
  multiply,
  multiplyByInteger,
  negate,
  oneAt,
  shiftLeft,
  squareRoot,
  subtract,
} from "../src/elementary/enclosures/interval.ts";
import { logInterval } from "../src/elementary/enclosures/logInterval.ts";
import { sinCosOfNumber, sinCosOfPiTimes } from "../src/elementary/enclosures/sinCosInterval.ts";
import { pi } from "./elementary/archimedes.ts";
import { type Bracket, compareBracket, difference, fromRational, product, signOf } from "./elementary/bracket.ts";
import { errorIntegral, type Rate } from "./elementary/errorIntegral.ts";
import { bases, power } from "./elementary/powers.ts";
import { turnBy, turnByPiTimes } from "./elementary/rotation.ts";
import { compare, negated, over, plus, type Rational, scaled, times } from "./oracle/rational.ts";
import { createRandom, Failures, seed } from "./support.ts";

const random = createRandom(seed);

/** A positive number of some digits, between `2^least` and `2^(greatest + 1)`. */
function someNumber(least: number, greatest: number): Dyadic {
  const places = random() % 24;
  const significand = BigInt(2 ** places + (random() % 2 ** places));
  return { significand, exponent: least + (random() % (greatest - least + 1)) - places };
}

function rational({ significand, exponent }: Dyadic): Rational {
  return scaled(significand, exponent);
}

/** Few digits, so that every rounding counts, and more, so that every term does. */
function someDigits(): number {
  return 6 + (random() % 90);
}

/** How many units an interval may be wide; a wider one is no error, but slow. */
const widest = 300n;

/** Whether the reference lies within `interval · 2^exponent`, and that is narrow. */
function checkWithin(
  failures: Failures,
  what: string,
  interval: Interval & { exponent: number },
  reference: Bracket,
): void {
  const { low, high, exponent } = interval;
  const isWithin =
    compareBracket(reference, scaled(low, exponent)) > 0 && compareBracket(reference, scaled(high, exponent)) < 0;
  failures.check(isWithin && high - low <= widest, () => `${what}: ${low} to ${high} units of 2^${exponent}`);
}

/** Whether `f⁻¹` of the ends of an interval encloses `x`, for an `f` that grows. */
function checkInverse(
  failures: Failures,
  what: string,
  { low, high, digits }: Interval & { digits: number },
  [x, inverse]: readonly [x: Rational, inverse: (c: Rational) => Bracket],
): void {
  const isWithin =
    compareBracket(inverse(scaled(low, -digits)), x) < 0 && compareBracket(inverse(scaled(high, -digits)), x) > 0;
  failures.check(isWithin && high - low <= widest, () => `${what}: ${low} to ${high} units of 2^-${digits}`);
}

type Binary = (x: Interval, y: Interval) => Interval;

const named = (name: string, { significand, exponent }: Dyadic): string => `${name} ${significand} · 2^${exponent}`;

/** Check numbers between `2^least` and `2^(greatest + 1)`, each with as many digits as chance has it. */
function forSome(
  [least, greatest]: readonly [least: number, greatest: number],
  check: (failures: Failures, x: Dyadic, digits: number) => void,
): void {
  const failures = new Failures();
  for (let i = 0; i < 300; i++) check(failures, someNumber(least, greatest), someDigits());
  expect(failures.first).toEqual([]);
}

describe(`intervals of few digits and many contain the true value, seed ${seed}`, () => {
  test("expInterval(y, digits)", () => {
    forSome([-20, 5], (failures, x, digits) => {
      for (const y of [x, negative(x)]) {
        const interval = expInterval(fromDyadic(y, digits), digits);
        checkWithin(failures, named("exp", y), interval, power(bases.e, rational(y)));
      }
    });
  });

  test("logInterval(y, digits)", () => {
    forSome([-60, 60], (failures, x, digits) => {
      if (compare(rational(x), scaled(1n, 0)) === 0) return;
      const interval = { ...logInterval(exactly(x), digits), digits };
      checkInverse(failures, named("log", x), interval, [rational(x), (c) => power(bases.e, c)]);
    });
  });

  test("logInterval(y, digits) of a wide y, at a power of two", () => {
    forSome([-9, 9], (failures, { exponent }, digits) => {
      const middle = 1n << 20n;
      const ends = { low: middle - BigInt(random() % 2 ** 16), high: middle + BigInt(random() % 2 ** 16), exponent };
      const { low, high } = logInterval(ends, digits);
      const below = power(bases.e, scaled(low, -digits)).low <= fromRational(scaled(ends.low, ends.exponent)).low;
      const above = power(bases.e, scaled(high, -digits)).high >= fromRational(scaled(ends.high, ends.exponent)).high;
      failures.check(below && above, () => `${ends.low} to ${ends.high}: ${low} to ${high} units of 2^-${digits}`);
    });
  });

  test("sinCosOfNumber(x, digits)", () => {
    forSome([-20, 100], (failures, x, digits) => {
      const { sin, cos } = sinCosOfNumber(x, digits);
      const point = turnBy(rational(x));
      checkWithin(failures, named("sin", x), { ...sin, exponent: -digits }, point.sin);
      checkWithin(failures, named("cos", x), { ...cos, exponent: -digits }, point.cos);
    });
  });

  test("sinCosOfPiTimes(x, digits)", () => {
    forSome([-20, 3], (failures, x, digits) => {
      const { numerator, denominator } = rational(x);
      if ((2n * numerator) % denominator === 0n) return;
      const { sin, cos } = sinCosOfPiTimes(x, digits);
      const point = turnByPiTimes(rational(x));
      checkWithin(failures, named("sinPi", x), { ...sin, exponent: -digits }, point.sin);
      checkWithin(failures, named("cosPi", x), { ...cos, exponent: -digits }, point.cos);
    });
  });

  test("angleInterval(y, 1, digits)", () => {
    forSome([-20, 20], (failures, x, digits) => {
      const { low, high } = angleInterval(fromDyadic(x, digits), oneAt(digits), digits);
      const isPast = (c: bigint): boolean => {
        if (c <= 0n) return false;
        const { sin, cos } = turnBy(scaled(c, -digits)); // up to a little more than π/2
        return signOf(cos) < 0 || signOf(difference(sin, product(fromRational(rational(x)), cos))) > 0;
      };
      const isRight = !isPast(low) && isPast(high) && high - low <= widest;
      failures.check(isRight, () => `${named("atan", x)}: ${low} to ${high} units of 2^-${digits}`);
    });
  });

  test.each<[isHalved: boolean, rate: Rate]>([
    [true, 0.5],
    [false, 1],
  ])("erfInterval(x, %s, digits)", (isHalved, rate) => {
    forSome([-20, 4], (failures, x, digits) => {
      const interval = { ...erfInterval(x, isHalved, digits), exponent: -digits };
      checkWithin(failures, named(`erf of √${rate} times`, x), interval, errorIntegral(rational(x), rate).erf);
    });
  });

  test("squareRoot(x, digits)", () => {
    forSome([-20, 20], (failures, x, digits) => {
      const { low, high } = squareRoot(fromDyadic(x, digits), digits);
      const isBelow = compare(scaled(low * low, -2 * digits), rational(x)) <= 0;
      const isAbove = compare(scaled(high * high, -2 * digits), rational(x)) >= 0;
      failures.check(isBelow && isAbove, () => `${named("√", x)}: ${low} to ${high} units of 2^-${digits}`);
    });
  });

  test("π, ln 2 and ln 10, of any number of digits and asked for in any order", () => {
    const failures = new Failures();
    for (const digits of [300, 3, 10, 61, 255, 256, 257, 40]) {
      checkWithin(failures, "pi", { ...constants.pi(digits), exponent: -digits }, pi);
      checkInverse(failures, "ln2", { ...constants.ln2(digits), digits }, [scaled(2n, 0), (c) => power(bases.e, c)]);
      checkInverse(failures, "ln10", { ...constants.ln10(digits), digits }, [scaled(10n, 0), (c) => power(bases.e, c)]);
    }
    expect(failures.first).toEqual([]);
  });
});

describe(`interval arithmetic contains what it stands for, seed ${seed}`, () => {
  const digits = 7;
  const places = scaled(1n, -digits);
  const factor = 1 + (random() % 9);

  /** Small integers, so that a quotient that ends, and a zero, are common. */
  const someInterval = (least: number): Interval => {
    const low = BigInt(least + (random() % 40));
    return { low, high: low + BigInt(random() % 9) };
  };
  const ends = ({ low, high }: Interval): Rational[] => [low, high].map((end) => times(places, scaled(end, 0)));

  test.each<[name: string, least: [number, number], interval: Binary, exact: (x: Rational, y: Rational) => Rational]>([
    ["add", [-25, -25], add, plus],
    ["subtract", [-25, -25], subtract, (x, y) => plus(x, negated(y))],
    ["multiply", [0, 0], (x, y) => multiply(x, y, digits), times],
    ["divide", [-25, 1], (x, y) => divide(x, y, digits), over],
    ["negate", [-25, 0], negate, negated],
    ["shiftLeft by 3", [-25, 0], (x) => shiftLeft(x, 3), (x) => times(x, scaled(8n, 0))],
    ["shiftLeft by −3", [-25, 0], (x) => shiftLeft(x, -3), (x) => over(x, scaled(8n, 0))],
    ["multiplyByInteger", [-25, 0], (x) => multiplyByInteger(x, -3n), (x) => times(x, scaled(-3n, 0))],
    ["divideByInteger", [-25, 0], (x) => divideByInteger(x, BigInt(factor)), (x) => over(x, scaled(BigInt(factor), 0))],
  ])("%s", (_name, [leastX, leastY], interval, exact) => {
    const failures = new Failures();
    for (let i = 0; i < 500; i++) {
      const [x, y] = [someInterval(leastX), someInterval(leastY)];
      const [low, high] = ends(interval(x, y)) as [Rational, Rational];
      const corners = ends(x).flatMap((a) => ends(y).map((b) => exact(a, b)));
      const isWithin = corners.every((corner) => compare(low, corner) <= 0 && compare(corner, high) <= 0);
      failures.check(isWithin, () => `${x.low} to ${x.high}, ${y.low} to ${y.high}`);
    }
    expect(failures.first).toEqual([]);
  });
});

describe("integerRoot(n, degree)", () => {
  test.each([2, 3])("is the floor of the root of degree %d, at and beside powers and for random n", (degree) => {
    const failures = new Failures();
    const isFloor = (n: bigint): void => {
      const root = integerRoot(n, degree);
      const [at, after] = [root ** BigInt(degree), (root + 1n) ** BigInt(degree)];
      failures.check(at <= n && n < after, () => `${n}: ${root}`);
    };
    for (let n = 0n; n < 2000n; n++) isFloor(n);
    for (let i = 0; i < 500; i++) {
      const root = BigInt(random()) << BigInt(random() % 100);
      for (const n of [root, root ** BigInt(degree), root ** BigInt(degree) + 1n]) isFloor(n);
      if (root > 0n) isFloor(root ** BigInt(degree) - 1n);
    }
    expect(failures.first).toEqual([]);
  });
});
