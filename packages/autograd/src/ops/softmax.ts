import { apply } from "../apply.ts";
import { operation } from "../operation.ts";
import type { Tensor } from "../tensor.ts";
import { classAxis } from "./reductions.ts";

/**
 * exp(x − max) ÷ sum(exp(x − max)) along `axis`; f32 inside, rounded once to the dtype (N14).
 * @example
 * import { createEngine, softmax } from "@binade/autograd";
 * import { createCpuBackend } from "@binade/backend-cpu";
 *
 * const engine = createEngine(await createCpuBackend());
 * Array.from(await softmax(engine.tensor([7, 7])).read()); // [0.5, 0.5]
 */
export function softmax(x: Tensor, axis: number = -1): Tensor {
  return operation("softmax", [x], (operands) =>
    apply(x.engine, "softmax", operands, { axis: classAxis("softmax", x, axis) }),
  );
}

/** (x − max) − log(sum(exp(x − max))) along `axis`; f32 inside, rounded once to the dtype (N14). */
export function logSoftmax(x: Tensor, axis: number = -1): Tensor {
  return operation("logSoftmax", [x], (operands) =>
    apply(x.engine, "logSoftmax", operands, { axis: classAxis("logSoftmax", x, axis) }),
  );
}
