import { elementCount } from "@binade/backend";
import type { Engine } from "./engine.ts";
import type { Tensor } from "./tensor.ts";

/** The row-major index of each element, as i32. */
export function iota(engine: Engine, shape: readonly number[]): Tensor {
  const indices = Int32Array.from({ length: elementCount(shape) }, (_, i) => i);
  return engine.tensor(indices, shape, { dtype: "i32", role: "temporary" });
}
