import { apply } from "../apply.ts";
import { operation } from "../operation.ts";
import type { Tensor } from "../tensor.ts";
import { requireFloat } from "./operands.ts";

type PointwiseOp = "neg" | "abs" | "sqrt" | "exp" | "log" | "tanh" | "sigmoid" | "relu";

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

/** ln x. Accuracy: ≤ 1 ulp in f32, rounded once to the dtype (N15). ln ±0 is −∞, of a negative NaN. */
export function log(x: Tensor): Tensor {
  return pointwise("log", x);
}

/** tanh x. Accuracy: ≤ 2 ulp in f32, rounded once to the dtype (N15). */
export function tanh(x: Tensor): Tensor {
  return pointwise("tanh", x);
}

/** 1 ÷ (1 + e^−x). Accuracy: ≤ 3 ulp in f32, rounded once to the dtype (N15). */
export function sigmoid(x: Tensor): Tensor {
  return pointwise("sigmoid", x);
}

/** maximum(x, +0). Its gradient at 0 is 0 (N3). */
export function relu(x: Tensor): Tensor {
  return pointwise("relu", x);
}

function pointwise(op: PointwiseOp, x: Tensor): Tensor {
  return operation(op, [x], (operands) => {
    requireFloat(op, operands[0] as Tensor);
    return apply(x.engine, op, operands, {});
  });
}
