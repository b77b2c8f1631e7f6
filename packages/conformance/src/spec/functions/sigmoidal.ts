/** tanh, sigmoid, erf and what is made of them. */
import { functionCoefficients } from "@binade/backend";
import type { Arithmetic } from "../arithmetic.ts";
import type { Word } from "../specTensor.ts";
import { exp } from "./exponential.ts";
import { half, horner, isZero, one, two, valueOf32, withSignOf } from "./words.ts";

const { tanh: t, erf: e, gelu: g, geluTanh: gt } = functionCoefficients;

/** N15, functionCoefficients.tanh. */
export function tanh(x: Word, arithmetic: Arithmetic): Word {
  const { add, sub, mul, div, multiplyAdd, absolute } = arithmetic;
  if (isZero(x)) return x;
  const a = absolute(x);
  if (valueOf32(a) < valueOf32(t.polynomialBelow)) {
    const z = mul(a, a);
    return withSignOf(x, multiplyAdd(mul(horner(t.polynomial, z, arithmetic), z), a, a));
  }
  const result = sub(one, div(two, add(exp(add(a, a), arithmetic), one)));
  return arithmetic.isNaN(result) ? result : withSignOf(x, result);
}

/** `x ≥ 0 ? (1 ÷ (1 + exp(−x))) : (exp(x) ÷ (1 + exp(x)))`. */
export function sigmoid(x: Word, arithmetic: Arithmetic): Word {
  const { add, div, negate } = arithmetic;
  if (valueOf32(x) >= 0) return div(one, add(one, exp(negate(x), arithmetic)));
  const y = exp(x, arithmetic);
  return div(y, add(one, y));
}

/** `(1 ÷ (√x))`. */
export function rsqrt(x: Word, { div, sqrt }: Arithmetic): Word {
  return div(one, sqrt(x));
}

/** N15, functionCoefficients.erf. */
export function erf(x: Word, arithmetic: Arithmetic): Word {
  const { sub, mul, multiplyAdd, absolute } = arithmetic;
  if (arithmetic.isNaN(x) || isZero(x)) return x;
  const a = absolute(x);
  if (valueOf32(a) < valueOf32(e.exponentialFrom)) {
    return withSignOf(x, multiplyAdd(horner(e.polynomial, mul(a, a), arithmetic), a, a));
  }
  if (valueOf32(a) >= valueOf32(e.oneFrom)) return withSignOf(x, one);
  const exponent = mul(horner(e.exponentPolynomial, a, arithmetic), a);
  return withSignOf(x, sub(one, exp(exponent, arithmetic)));
}

/** `(x · sigmoid(x))`. */
export function silu(x: Word, arithmetic: Arithmetic): Word {
  return arithmetic.mul(x, sigmoid(x, arithmetic));
}

/** `((x · ½) · (1 + erf((x · sqrtHalf))))`. */
export function gelu(x: Word, arithmetic: Arithmetic): Word {
  const { add, mul } = arithmetic;
  return mul(mul(x, half), add(one, erf(mul(x, g.sqrtHalf), arithmetic)));
}

/** `((x · ½) · (1 + tanh((sqrtTwoOverPi · (x + (cubic · ((x · x) · x)))))))`. */
export function geluTanh(x: Word, arithmetic: Arithmetic): Word {
  const { add, mul, multiplyAdd } = arithmetic;
  const inner = multiplyAdd(gt.cubic, mul(mul(x, x), x), x);
  return mul(mul(x, half), add(one, tanh(mul(gt.sqrtTwoOverPi, inner), arithmetic)));
}
