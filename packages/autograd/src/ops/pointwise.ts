import type { UnaryOp } from "@binade/backend";
import { apply } from "../apply.ts";
import { operation } from "../operation.ts";
import type { Tensor } from "../tensor.ts";
import { requireFloat } from "./operands.ts";

type PointwiseOp = Exclude<UnaryOp, "rsqrt">;

/** −x; flips the sign of zero. */
export function neg(x: Tensor): Tensor {
  return pointwise("neg", x);
}

/** |x|; clears the sign of zero. Its gradient at ±0 is 0. */
export function abs(x: Tensor): Tensor {
  return pointwise("abs", x);
}

/** √x. Accuracy: correctly rounded. √−0 is −0, of a negative NaN. */
export function sqrt(x: Tensor): Tensor {
  return pointwise("sqrt", x);
}

/** e^x. Accuracy: ≤ 1 ulp in f32, rounded once to the dtype (N15). */
export function exp(x: Tensor): Tensor {
  return pointwise("exp", x);
}

/** e^x − 1, also where e^x is near 1. Accuracy: ≤ 2 ulp in f32, rounded once to the dtype (N15). */
export function expm1(x: Tensor): Tensor {
  return pointwise("expm1", x);
}

/** ln x. Accuracy: ≤ 1 ulp in f32, rounded once to the dtype (N15). ln ±0 is −∞, of a negative NaN. */
export function log(x: Tensor): Tensor {
  return pointwise("log", x);
}

/** ln(1 + x), also for x near 0. Accuracy: ≤ 2 ulp in f32, rounded once to the dtype (N15). Of −1 it is −∞, below NaN. */
export function log1p(x: Tensor): Tensor {
  return pointwise("log1p", x);
}

/** sin x. Accuracy: ≤ 2 ulp in f32 for any x, rounded once to the dtype (N15). Of ±∞ it is NaN. */
export function sin(x: Tensor): Tensor {
  return pointwise("sin", x);
}

/** cos x. Accuracy: ≤ 2 ulp in f32 for any x, rounded once to the dtype (N15). Of ±∞ it is NaN. */
export function cos(x: Tensor): Tensor {
  return pointwise("cos", x);
}

/** tanh x. Accuracy: ≤ 2 ulp in f32, rounded once to the dtype (N15). */
export function tanh(x: Tensor): Tensor {
  return pointwise("tanh", x);
}

/** 1 ÷ (1 + e^−x). Accuracy: ≤ 3 ulp in f32, rounded once to the dtype (N15). */
export function sigmoid(x: Tensor): Tensor {
  return pointwise("sigmoid", x);
}

/** The error function, 2/√π·∫e^−t² dt from 0 to x. Accuracy: ≤ 2 ulp in f32, rounded once to the dtype (N15). */
export function erf(x: Tensor): Tensor {
  return pointwise("erf", x);
}

/** maximum(x, +0). Its gradient at 0 is 0 (N3). */
export function relu(x: Tensor): Tensor {
  return pointwise("relu", x);
}

/** x·sigmoid(x). Accuracy: 3·2^-24·|x| in f32, rounded once to the dtype (N15). Of −∞ it is NaN. */
export function silu(x: Tensor): Tensor {
  return pointwise("silu", x);
}

/**
 * x·Φ(x) with the normal distribution Φ, by {@link erf}.
 * Accuracy: 2^-23·|x| in f32, rounded once to the dtype (N15). Of −∞ it is NaN.
 * @example
 * import { createEngine, gelu } from "@binade/autograd";
 * import { createCpuBackend } from "@binade/backend-cpu";
 *
 * const engine = createEngine(await createCpuBackend());
 * Array.from(await gelu(engine.tensor([-1, 0, 1])).read()); // [-0.15865525603294373, 0, 0.8413447141647339]
 */
export function gelu(x: Tensor): Tensor {
  return pointwise("gelu", x);
}

/**
 * The approximation of {@link gelu} by {@link tanh}: (x·½)·(1 + tanh(√(2/π)·(x + 0.044715·x³))).
 * Accuracy: 2^-23·|x| in f32, rounded once to the dtype (N15). Of −∞ it is NaN, and so is its gradient where x² is ∞.
 */
export function geluTanh(x: Tensor): Tensor {
  return pointwise("geluTanh", x);
}

function pointwise(op: PointwiseOp, x: Tensor): Tensor {
  return operation(op, [x], (operands) => {
    requireFloat(op, operands[0] as Tensor);
    return apply(x.engine, op, operands, {});
  });
}
