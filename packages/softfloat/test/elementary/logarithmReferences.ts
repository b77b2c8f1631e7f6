import { compare, negated, type Rational, scaled } from "../oracle/rational.ts";
import { type Bracket, compareBracket, difference, fromInteger, halved, quotient, sum } from "./bracket.ts";
import { hyperbolicTangent } from "./exponentialReferences.ts";
import { type Base, bases, power } from "./powers.ts";
import { decided, exactly, magnitude, type Real } from "./real.ts";
import { estimate, isNegative, minusOne, one, type Reference, reaches } from "./reference.ts";

const unit = fromInteger(1n);

/** No result for a number between 2^−900 and 2^900 is so large. */
const bound = 1000n;

/**
 * What is the inverse of something made of powers: `f(x) > c` where `x > f⁻¹(c)`, and both functions grow. The binary64
 * estimates only save comparisons.
 */
export const logarithmReferences: Record<"log" | "log2" | "log10" | "log1p" | "asinh" | "acosh" | "atanh", Reference> =
  {
    log: logarithm(bases.e, Math.log, (x) => (compare(x, one) === 0 ? 0n : undefined)),
    log2: logarithm(bases.two, Math.log2, binaryExponent),
    log10: logarithm(bases.ten, Math.log10, decimalExponent),
    log1p: {
      edges: ["invalid", "minusZero", "zero", "infinity"],
      at: (x) => {
        const side = compare(x, minusOne);
        if (side <= 0) return side < 0 ? "invalid" : "minusPole";
        const inverse = (c: Rational) => difference(power(bases.e, c), unit);
        return inverseAt(x, Math.log1p(estimate(x)), inverse);
      },
    },
    asinh: {
      edges: ["minusInfinity", "minusZero", "zero", "infinity"],
      at: (x) =>
        inverseAt(x, Math.asinh(estimate(x)), (c) => {
          const up = power(bases.e, c);
          return halved(difference(up, quotient(unit, up)));
        }),
    },
    acosh: {
      edges: ["invalid", "invalid", "invalid", "infinity"],
      at: (x) => {
        const side = compare(x, one);
        if (side <= 0) return side < 0 ? "invalid" : "zero";
        return inverseAt(x, Math.acosh(estimate(x)), (c) => {
          const up = power(bases.e, c);
          return halved(sum(up, quotient(unit, up)));
        });
      },
    },
    atanh: {
      edges: ["invalid", "minusZero", "zero", "invalid"],
      at: (x) => {
        const side = compare(magnitude(x), one);
        if (side === 0) return isNegative(x) ? "minusPole" : "pole";
        return side > 0 ? "invalid" : inverseAt(x, Math.atanh(estimate(x)), hyperbolicTangent);
      },
    },
  };

/** The logarithm to a base; `exact` gives the integer that the logarithm of a number is. */
function logarithm(base: Base, host: (x: number) => number, exact: (x: Rational) => bigint | undefined): Reference {
  return {
    edges: ["invalid", "minusPole", "minusPole", "infinity"],
    at: (x) => {
      if (isNegative(x)) return "invalid";
      const integer = exact(x);
      if (integer === 0n) return "zero";
      if (integer !== undefined) return exactly(scaled(integer, 0));
      return inverseAt(x, host(estimate(x)), (c) => power(base, c));
    },
  };
}

/** `f(x)` for an `f` that grows with `x` and whose inverse is given; the estimate has the sign of the result. */
function inverseAt(x: Rational, estimated: number, inverse: (c: Rational) => Bracket): Real {
  const isBelowZero = estimated < 0;
  const compareMagnitude = (c: Rational): number => {
    if (reaches(c, bound)) return -1;
    return isBelowZero ? compareBracket(inverse(negated(c)), x) : -compareBracket(inverse(c), x);
  };
  return decided(compareMagnitude, Math.abs(estimated), isBelowZero);
}

function binaryExponent({ numerator, denominator }: Rational): bigint | undefined {
  const [up, down] = [numerator.toString(2), denominator.toString(2)];
  return /^10*$/.test(up) ? BigInt(up.length - down.length) : undefined;
}

function decimalExponent({ numerator, denominator }: Rational): bigint | undefined {
  const digits = numerator.toString();
  return denominator === 1n && /^10*$/.test(digits) ? BigInt(digits.length - 1) : undefined;
}
