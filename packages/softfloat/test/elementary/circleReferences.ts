import type { Rational } from "../oracle/rational.ts";
import {
  type Bracket,
  compareBracket,
  difference,
  fromRational,
  negative,
  product,
  quotient,
  signOf,
} from "./bracket.ts";
import { decided, exactly, magnitude, type Real, within } from "./real.ts";
import { estimate, isNegative, minusOne, one, plusOne, type Reference, reaches } from "./reference.ts";
import { type Point, turnBy, turnByPiTimes } from "./rotation.ts";

/** What is a coordinate of a point of the unit circle, and what has such a coordinate given. */
export const circleReferences: Record<"sin" | "cos" | "tan" | "sinPi" | "cosPi" | "asin" | "acos" | "atan", Reference> =
  {
    sin: {
      edges: ["invalid", "minusZero", "zero", "invalid"],
      at: (x) => within(withSignOf(x, turnBy(magnitude(x)).sin)),
    },
    cos: {
      edges: ["invalid", plusOne, plusOne, "invalid"],
      at: (x) => within(turnBy(magnitude(x)).cos),
    },
    tan: {
      edges: ["invalid", "minusZero", "zero", "invalid"],
      at: (x) => {
        const { cos, sin } = turnBy(magnitude(x));
        const ratio = signOf(cos) > 0 ? quotient(sin, cos) : quotient(negative(sin), negative(cos));
        return within(withSignOf(x, ratio));
      },
    },
    sinPi: {
      edges: ["invalid", "minusZero", "zero", "invalid"],
      at: (x) => {
        if (x.denominator === 1n) return isNegative(x) ? "minusZero" : "zero";
        if (x.denominator === 2n) return exactly((x.numerator & 2n) === 0n ? one : minusOne);
        return within(withSignOf(x, turnByPiTimes(magnitude(x)).sin));
      },
    },
    cosPi: {
      edges: ["invalid", plusOne, plusOne, "invalid"],
      at: (x) => {
        if (x.denominator === 1n) return exactly((x.numerator & 1n) === 0n ? one : minusOne);
        return x.denominator === 2n ? "zero" : within(turnByPiTimes(magnitude(x)).cos);
      },
    },
    asin: {
      edges: ["invalid", "minusZero", "zero", "invalid"],
      at: (x) => {
        if (isBeyondOne(x)) return "invalid";
        const sine = magnitude(x);
        return angle(Math.asin(estimate(sine)), isNegative(x), ({ cos, sin }) => {
          return signOf(cos) < 0 || compareBracket(sin, sine) > 0;
        });
      },
    },
    acos: {
      edges: ["invalid", rightAngle(false), rightAngle(false), "invalid"],
      at: (x) => {
        if (isBeyondOne(x)) return "invalid";
        if (x.numerator === x.denominator) return "zero";
        return angle(Math.acos(estimate(x)), false, ({ cos, sin }) => signOf(sin) < 0 || compareBracket(cos, x) < 0);
      },
    },
    atan: {
      edges: [rightAngle(true), "minusZero", "zero", rightAngle(false)],
      at: (x) => {
        const tangent = fromRational(magnitude(x));
        return angle(Math.atan(estimate(magnitude(x))), isNegative(x), ({ cos, sin }) => {
          return signOf(cos) < 0 || signOf(difference(sin, product(tangent, cos))) > 0;
        });
      },
    },
  };

/** ±π/2, as the angle whose cosine is zero. */
function rightAngle(isBelowZero: boolean): Real {
  return angle(Math.PI / 2, isBelowZero, ({ cos }) => signOf(cos) < 0);
}

/** An angle between 0 and π, known by whether the point at a candidate, which is below 4, lies past it. */
function angle(estimated: number, isBelowZero: boolean, isPast: (point: Point) => boolean): Real {
  const compare = (candidate: Rational): number => {
    if (candidate.numerator === 0n) return 1;
    return reaches(candidate, 4n) || isPast(turnBy(candidate)) ? -1 : 1;
  };
  return decided(compare, estimated, isBelowZero);
}

function withSignOf(x: Rational, bracket: Bracket): Bracket {
  return isNegative(x) ? negative(bracket) : bracket;
}

function isBeyondOne(x: Rational): boolean {
  return reaches(x, 1n) && x.numerator !== x.denominator && x.numerator !== -x.denominator;
}
