import { autocastInputs, engineOf } from "./autocastInputs.ts";
import type { OpName } from "./autocastPolicy.ts";
import type { Tensor } from "./tensor.ts";

/**
 * One public operation: `body` gets the operands as the policy casts them, runs without a policy (its parts are not
 * cast once more), and of what it makes only the result is left.
 */
export function operation(
  op: OpName,
  tensors: readonly Tensor[],
  body: (operands: readonly Tensor[]) => Tensor,
): Tensor {
  const engine = engineOf(op, tensors);
  return engine.tidy(() => {
    const operands = autocastInputs(op, tensors);
    return engine.autocast(undefined, () => body(operands));
  });
}
