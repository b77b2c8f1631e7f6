import { plus, type Rational, scaled, times } from "../oracle/rational.ts";
import { pi } from "./archimedes.ts";
import {
  type Bracket,
  difference,
  digits,
  fromInteger,
  fromRational,
  halved,
  negative,
  product,
  quotient,
  root,
  sum,
} from "./bracket.ts";
import { type Base, bases, exponentLimit, power } from "./powers.ts";
import { exactly, huge, justBelow, magnitude, type Real, tiny, within } from "./real.ts";
import { isNegative, minusOne, one, plusOne, type Reference, reaches } from "./reference.ts";

const unit = fromInteger(1n);

/** What is made of powers, whose exponents are exact. */
export const exponentialReferences: Record<
  "exp" | "exp2" | "exp10" | "expm1" | "sinh" | "cosh" | "tanh" | "sigmoid" | "silu" | "geluTanh",
  Reference
> = {
  exp: exponential(bases.e, () => undefined),
  exp2: exponential(bases.two, (integer) => scaled(1n, Number(integer))),
  exp10: exponential(bases.ten, (integer) => (integer > 0n ? scaled(10n ** integer, 0) : undefined)),
  expm1: {
    edges: [exactly(minusOne), "minusZero", "zero", "infinity"],
    at: (x) => {
      if (reaches(x, exponentLimit)) return isNegative(x) ? justBelow(minusOne) : huge(false);
      return within(difference(power(bases.e, x), unit));
    },
  },
  sinh: {
    edges: ["minusInfinity", "minusZero", "zero", "infinity"],
    at: (x) => {
      if (reaches(x, exponentLimit)) return huge(isNegative(x));
      const up = power(bases.e, magnitude(x));
      const sine = halved(difference(up, quotient(unit, up)));
      return within(isNegative(x) ? negative(sine) : sine);
    },
  },
  cosh: {
    edges: ["infinity", plusOne, plusOne, "infinity"],
    at: (x) => {
      if (reaches(x, exponentLimit)) return huge(false);
      const up = power(bases.e, magnitude(x));
      return within(halved(sum(up, quotient(unit, up))));
    },
  },
  tanh: {
    edges: [exactly(minusOne), "minusZero", "zero", plusOne],
    at: (x) => {
      if (reaches(x, exponentLimit / 2n)) return justBelow(isNegative(x) ? minusOne : one);
      return within(hyperbolicTangent(x));
    },
  },
  sigmoid: {
    edges: ["zero", exactly(scaled(1n, -1)), exactly(scaled(1n, -1)), plusOne],
    at: (x) => {
      if (reaches(x, exponentLimit)) return isNegative(x) ? tiny(false) : justBelow(one);
      return within(logistic(power(bases.e, x)));
    },
  },
  silu: {
    edges: ["minusZero", "minusZero", "zero", "infinity"],
    at: (x) => {
      if (reaches(x, exponentLimit)) return isNegative(x) ? tiny(true) : justBelow(x);
      return within(product(fromRational(x), logistic(power(bases.e, x))));
    },
  },
  geluTanh: {
    edges: ["minusZero", "minusZero", "zero", "infinity"],
    at: (x) => {
      if (reaches(x, 30n)) return isNegative(x) ? tiny(true) : justBelow(x);
      return within(product(fromRational(x), logistic(powerOfE(geluExponent(x)))));
    },
  },
};

function exponential(base: Base, exact: (integer: bigint) => Rational | undefined): Reference {
  return {
    edges: ["zero", plusOne, plusOne, "infinity"],
    at: (x): Real => {
      if (reaches(x, exponentLimit)) return isNegative(x) ? tiny(false) : huge(false);
      const result = x.denominator === 1n ? exact(x.numerator) : undefined;
      return result === undefined ? within(power(base, x)) : exactly(result);
    },
  };
}

/** `tanh x`, which grows with `p = e^2x`, for `|x| < exponentLimit/2`. */
export function hyperbolicTangent(x: Rational): Bracket {
  return growing(power(bases.e, times(x, scaled(2n, 0))), (p) => quotient(difference(p, unit), sum(p, unit)));
}

/** `p / (1 + p)`, which grows with `p`. */
function logistic(p: Bracket): Bracket {
  return growing(p, (end) => quotient(end, sum(unit, end)));
}

/** `√(8/π) · (x + 0.044715 x³)`. */
function geluExponent(x: Rational): Bracket {
  const cubic = times({ numerator: 44_715n, denominator: 1_000_000n }, times(x, times(x, x)));
  return product(root(quotient(fromInteger(8n), pi)), fromRational(plus(x, cubic)));
}

/** `e^y` for a bracket, whose ends are cut to a third of their digits. */
function powerOfE({ low, high }: Bracket): Bracket {
  const places = digits / 3;
  const cut = BigInt(digits - places);
  return {
    low: power(bases.e, scaled(low >> cut, -places)).low,
    high: power(bases.e, scaled((high >> cut) + 1n, -places)).high,
  };
}

/** The bracket that a growing function makes of the ends of another. */
function growing({ low, high }: Bracket, f: (end: Bracket) => Bracket): Bracket {
  return { low: f({ low, high: low }).low, high: f({ low: high, high }).high };
}
