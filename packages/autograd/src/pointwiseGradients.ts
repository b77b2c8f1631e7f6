import type { UnaryOp } from "@binade/backend";
import { add, div, mul, sub } from "./ops/arithmetic.ts";
import { cos, erf, exp, neg, sigmoid, sin, tanh } from "./ops/pointwise.ts";
import type { Tensor } from "./tensor.ts";

/** `g` = ∂L/∂f(x), both in f32; returns ∂L/∂x in f32. */
type PointwiseGradient = (g: Tensor, x: Tensor) => Tensor;

const sqrtTwoOverPi = Math.sqrt(2 / Math.PI);
/** Of x³ in geluTanh (N15). */
const cubic = 0.044715;

type Listed = Extract<UnaryOp, "expm1" | "log1p" | "sin" | "cos" | "erf" | "silu" | "gelu" | "geluTanh">;

/** Gradients of the functions whose derivative takes more than their result; the parentheses are the contract's. */
export const pointwiseGradients: { readonly [P in Listed]: PointwiseGradient } = {
  expm1: (g, x) => mul(g, exp(x)),
  log1p: (g, x) => div(g, add(x, 1)),
  sin: (g, x) => mul(g, cos(x)),
  cos: (g, x) => neg(mul(g, sin(x))),
  // 2/√π·e^−x²
  erf: (g, x) => mul(g, mul(exp(neg(mul(x, x))), 2 / Math.sqrt(Math.PI))),
  // σ·(1 + x·(1 − σ))
  silu: (g, x) => {
    const s = sigmoid(x);
    return mul(g, mul(s, add(mul(x, sub(1, s)), 1)));
  },
  // Φ + x·φ, the normal distribution and its density
  gelu: (g, x) => {
    const distribution = mul(add(erf(mul(x, Math.SQRT1_2)), 1), 0.5);
    const density = mul(exp(mul(mul(x, x), -0.5)), 1 / Math.sqrt(2 * Math.PI));
    return mul(g, add(distribution, mul(x, density)));
  },
  // ½(1 + t) + ½x·(1 − t²)·u′, t = tanh u, u = √(2/π)·(x + 0.044715·x³)
  geluTanh: (g, x) => {
    const square = mul(x, x);
    const t = tanh(mul(add(x, mul(mul(square, x), cubic)), sqrtTwoOverPi));
    const slope = mul(add(mul(square, 3 * cubic), 1), sqrtTwoOverPi);
    const rising = mul(mul(mul(x, 0.5), sub(1, mul(t, t))), slope);
    return mul(g, add(mul(add(t, 1), 0.5), rising));
  },
};
