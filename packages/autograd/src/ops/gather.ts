import { apply } from "../apply.ts";
import { engineOf } from "../autocastInputs.ts";
import { AutogradError } from "../autogradError.ts";
import { normalizeAxis } from "../axes.ts";
import { iota } from "../iota.ts";
import { listed } from "../listed.ts";
import { run } from "../run.ts";
import type { Tensor } from "../tensor.ts";
import { add, mul } from "./arithmetic.ts";
import { permute, reshape } from "./views.ts";

/**
 * Rows of a table. Shapes: `[rows, d]`, index i32 `[n] → [n, d]`. Moves words; the gradient adds in f32 (N7).
 * @throws BackendError `ERR_INDEX` for a row outside the table, on backends that can tell.
 */
export function gatherRows(x: Tensor, index: Tensor): Tensor {
  const engine = engineOf("gatherRows", [x, index]);
  if (x.rank !== 2 || index.rank !== 1 || index.dtype !== "i32") {
    const message = `gatherRows: expected x [rows, d] and an i32 index [n], got ${listed(x.shape)} and ${index.dtype} ${listed(index.shape)}`;
    throw new AutogradError("ERR_SHAPE", message);
  }
  return apply(engine, "gatherRows", [x, index], {});
}

/**
 * One element along `axis` for every position of the other axes. Shapes: x with `axis` taken out is the index's shape
 * and the result's. Moves words.
 * @example
 * import { createEngine, gather } from "@binade/autograd";
 * import { createCpuBackend } from "@binade/backend-cpu";
 *
 * const engine = createEngine(await createCpuBackend());
 * const x = engine.tensor([1, 2, 3, 4, 5, 6], [2, 3]);
 * Array.from(await gather(x, 1, engine.tensor(new Int32Array([2, 0]))).read()); // [3, 4]
 */
export function gather(x: Tensor, axis: number, index: Tensor): Tensor {
  const engine = engineOf("gather", [x, index]);
  const at = normalizeAxis("gather", axis, x.rank);
  const order = [...x.shape.keys()].filter((other) => other !== at);
  const shape = order.map((other) => x.shape[other] as number);
  if (index.dtype !== "i32" || index.shape.join() !== shape.join()) {
    throw new AutogradError(
      "ERR_SHAPE",
      `gather: expected an i32 index of shape ${listed(shape)}, got ${index.dtype} ${listed(index.shape)}`,
    );
  }
  const classes = x.shape[at] as number;
  return engine.tidy(() => {
    const elements = reshape(permute(x, [...order, at]), [x.size, 1]);
    const rows = add(mul(iota(engine, [index.size]), classes), reshape(index, [index.size]));
    return reshape(gatherRows(elements, rows), shape);
  });
}

/** ∂L/∂x of a gather of rows: adds from +0 in ascending order of the source. */
export function rowsGradient(g: Tensor, index: Tensor, shape: readonly number[]): Tensor {
  const gradient = g.engine.empty(shape, g.dtype);
  run(g.engine, "scatterAddRows", [gradient], [g, index], {});
  return gradient;
}
