import { isDense } from "@binade/backend";
import { run } from "../run.ts";
import type { Tensor } from "../tensor.ts";

/** A new handle, without history, whose elements lie in row-major order: a view where they do so already. */
export function contiguous(x: Tensor): Tensor {
  return isDense(x) ? x.detach() : copyOf(x);
}

/** A copy in memory of its own, without history. */
export function copyOf(x: Tensor): Tensor {
  return x.engine.tidy(() => {
    const copy = x.engine.empty(x.shape, x.dtype);
    run(x.engine, "copy", [copy], [x], {});
    return copy;
  });
}
