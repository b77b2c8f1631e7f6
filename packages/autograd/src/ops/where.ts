import { apply } from "../apply.ts";
import { engineOf } from "../autocastInputs.ts";
import { AutogradError } from "../autogradError.ts";
import { broadcastShapes } from "../axes.ts";
import type { Tensor } from "../tensor.ts";
import { type Operand, withBroadcast } from "./operands.ts";
import { expand } from "./views.ts";

/**
 * a where the condition (u8) is not 0, else b; all three broadcast. Moves words, rounds nothing.
 * @example
 * import { createEngine, greater, where } from "@binade/autograd";
 * import { createCpuBackend } from "@binade/backend-cpu";
 *
 * const engine = createEngine(await createCpuBackend());
 * const x = engine.tensor([-1, 2]);
 * Array.from(await where(greater(x, 0), x, 0).read()); // [0, 2]
 */
export function where(condition: Tensor, a: Operand, b: Operand): Tensor {
  if (condition.dtype !== "u8") {
    throw new AutogradError(
      "ERR_DTYPE",
      `where: expected a u8 condition (a comparison gives one), got ${condition.dtype}`,
    );
  }
  return withBroadcast("where", [a, b], (left, right) => {
    const engine = engineOf("where", [condition, left]);
    const shape = broadcastShapes("where", condition.shape, left.shape);
    return apply(engine, "where", [expand(condition, shape), expand(left, shape), expand(right, shape)], {});
  });
}
