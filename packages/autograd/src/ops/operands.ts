import { isFloatDtype } from "@binade/backend";
import { autocastInputs } from "../autocastInputs.ts";
import type { OpName } from "../autocastPolicy.ts";
import { AutogradError } from "../autogradError.ts";
import { broadcastShapes } from "../axes.ts";
import { Tensor } from "../tensor.ts";
import { expand } from "./views.ts";

/** What binary operations take: a number becomes a scalar of the other operand's dtype, rounded once. */
export type Operand = Tensor | number;

/** Run `body` on two operands of one dtype and one shape; of what is made on the way only its result is left. */
export function withBroadcast(
  op: OpName,
  [a, b]: readonly [Operand, Operand],
  body: (left: Tensor, right: Tensor) => Tensor,
): Tensor {
  const model = a instanceof Tensor ? a : b;
  if (!(model instanceof Tensor)) {
    throw new AutogradError("ERR_DTYPE", `${op}: expected at least one tensor, got ${typeof a} and ${typeof b}`);
  }
  return model.engine.tidy(() => {
    const tensors = [a, b].map((operand) => (typeof operand === "number" ? scalarLike(model, operand) : operand));
    const [left, right] = autocastInputs(op, tensors) as [Tensor, Tensor];
    const shape = broadcastShapes(op, left.shape, right.shape);
    return body(expand(left, shape), expand(right, shape));
  });
}

/** A one-element constant of the dtype of `model`. */
export function scalarLike(model: Tensor, value: number): Tensor {
  return model.engine.full([], value, { dtype: model.dtype });
}

/** @throws AutogradError `ERR_DTYPE` for i32 and u8. */
export function requireFloat(op: string, x: Tensor): void {
  if (isFloatDtype(x.dtype)) return;
  throw new AutogradError("ERR_DTYPE", `${op}: expected a float dtype, got ${x.dtype}; write cast(x, "f32")`);
}
