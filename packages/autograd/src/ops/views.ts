import { elementCount } from "@binade/backend";
import { apply } from "../apply.ts";
import { AutogradError } from "../autogradError.ts";
import { normalizeAxis } from "../axes.ts";
import { listed } from "../listed.ts";
import type { Tensor } from "../tensor.ts";

/**
 * The elements in row-major order under another shape; one size may be −1 and is worked out. A view where the elements
 * lie in order, else a copy.
 */
export function reshape(x: Tensor, shape: readonly number[]): Tensor {
  const known = shape.filter((size) => size !== -1);
  const rest = x.size / elementCount(known);
  const sizes = shape.map((size) => (size === -1 ? rest : size));
  if (
    shape.length - known.length > 1 ||
    sizes.some((size) => !Number.isInteger(size) || size < 0) ||
    elementCount(sizes) !== x.size
  ) {
    throw new AutogradError(
      "ERR_SHAPE",
      `reshape: ${listed(x.shape)} has ${x.size} elements, which do not fill ${listed(shape)}`,
    );
  }
  return apply(x.engine, "reshape", [x], { shape: sizes });
}

/** Axis i of the result is axis `order[i]` of x. A view. */
export function permute(x: Tensor, order: readonly number[]): Tensor {
  const axes = order.map((axis) => normalizeAxis("permute", axis, x.rank));
  if (axes.length !== x.rank || new Set(axes).size !== x.rank) {
    throw new AutogradError("ERR_AXIS", `permute: expected each of ${x.rank} axes once, got ${listed(order)}`);
  }
  return apply(x.engine, "permute", [x], { order: axes });
}

/** Repeat axes of size 1, and add leading ones, up to `shape`. A view by stride 0; its gradient is a sum. */
export function expand(x: Tensor, shape: readonly number[]): Tensor {
  const added = shape.length - x.rank;
  const fits =
    shape.every((size) => Number.isInteger(size) && size >= 0) &&
    added >= 0 &&
    x.shape.every((size, axis) => size === shape[axis + added] || size === 1);
  if (!fits) throw new AutogradError("ERR_SHAPE", `expand: ${listed(x.shape)} cannot be repeated to ${listed(shape)}`);
  if (added === 0 && x.shape.every((size, axis) => size === shape[axis])) return x;
  return apply(x.engine, "expand", [x], { shape });
}

/**
 * Elements `starts[i] … ends[i] − 1` of each axis; a missing end is the axis's size. A view.
 * @example
 * import { createEngine, slice } from "@binade/autograd";
 * import { createCpuBackend } from "@binade/backend-cpu";
 *
 * const engine = createEngine(await createCpuBackend());
 * const x = engine.tensor([1, 2, 3, 4, 5, 6], [2, 3]);
 * Array.from(await slice(x, [0, 1]).read()); // [2, 3, 5, 6]
 */
export function slice(x: Tensor, starts: readonly number[], ends: readonly (number | undefined)[] = []): Tensor {
  const shape = x.shape.map((size, axis) => (ends[axis] ?? size) - (starts[axis] ?? 0));
  const from = x.shape.map((_, axis) => starts[axis] ?? 0);
  const fits =
    starts.length <= x.rank &&
    ends.length <= x.rank &&
    shape.every(
      (size, axis) => Number.isInteger(size) && size >= 0 && from[axis]! >= 0 && from[axis]! + size <= x.shape[axis]!,
    );
  if (!fits) {
    throw new AutogradError(
      "ERR_SHAPE",
      `slice: ${listed(starts)} … ${listed(ends)} does not lie within shape ${listed(x.shape)}`,
    );
  }
  return apply(x.engine, "slice", [x], { starts: from, shape });
}
