import type { Dtype } from "@binade/backend";
import { apply } from "../apply.ts";
import { run } from "../run.ts";
import type { Tensor } from "../tensor.ts";

export interface CastOptions {
  /** ± largest finite instead of an infinity, also for an infinite operand. Not recorded: for data, not for activations. */
  readonly saturate?: boolean;
}

/**
 * The same values in another dtype, each rounded once (N8). A tensor that has the dtype already comes back itself.
 * The gradient is cast back.
 * @example
 * import { cast, createEngine } from "@binade/autograd";
 * import { createCpuBackend } from "@binade/backend-cpu";
 *
 * const engine = createEngine(await createCpuBackend());
 * await cast(engine.tensor([257]), "bf16").item(); // 256
 */
export function cast(x: Tensor, dtype: Dtype, options: CastOptions = {}): Tensor {
  if (options.saturate === true) {
    return x.engine.tidy(() => {
      const output = x.engine.empty(x.shape, dtype);
      run(x.engine, "cast", [output], [x], { saturate: true });
      return output;
    });
  }
  return x.dtype === dtype ? x : apply(x.engine, "cast", [x], { dtype });
}
