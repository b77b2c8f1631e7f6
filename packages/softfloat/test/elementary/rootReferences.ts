import { compare, type Rational, times } from "../oracle/rational.ts";
import { fromInteger, fromRational, halved, negative, product, sum } from "./bracket.ts";
import { errorIntegral } from "./errorIntegral.ts";
import { exactly, justBelow, magnitude, type Real, tiny, within } from "./real.ts";
import { isNegative, minusOne, one, plusOne, type Reference, reaches } from "./reference.ts";

/** From here on, `1 − erf(|x|/√2)` is below 2^−700. */
const farBound = 32n;

/** Roots, by comparing powers of the candidate exactly. */
export const rootReferences: Record<"rsqrt" | "cbrt", Reference> = {
  rsqrt: {
    edges: ["invalid", "minusPole", "pole", "zero"],
    at: (x) => {
      if (isNegative(x)) return "invalid";
      return { isNegative: false, compare: (c) => compare(one, times(x, times(c, c))) };
    },
  },
  cbrt: {
    edges: ["minusInfinity", "minusZero", "zero", "infinity"],
    at: (x): Real => ({
      isNegative: isNegative(x),
      compare: (c: Rational) => compare(magnitude(x), times(c, times(c, c))),
    }),
  },
};

/** What is made of the integral of the bell curve. */
export const errorReferences: Record<"erf" | "gelu", Reference> = {
  erf: {
    edges: [exactly(minusOne), "minusZero", "zero", plusOne],
    at: (x) => {
      if (reaches(x, farBound)) return justBelow(isNegative(x) ? minusOne : one);
      const { erf } = errorIntegral(magnitude(x), 1);
      return within(isNegative(x) ? negative(erf) : erf);
    },
  },
  gelu: {
    edges: ["minusZero", "minusZero", "zero", "infinity"],
    at: (x) => {
      if (reaches(x, farBound)) return isNegative(x) ? tiny(true) : justBelow(x);
      const { erf, complement } = errorIntegral(magnitude(x), 0.5);
      const share = halved(isNegative(x) ? complement : sum(fromInteger(1n), erf));
      return within(product(fromRational(x), share));
    },
  },
};
