import { type Array64, at, build, indicesOf } from "./array64.ts";

export function reshape64({ data }: Array64, shape: readonly number[]): Array64 {
  return { shape, data };
}

export function permute64(x: Array64, order: readonly number[]): Array64 {
  return build(
    order.map((axis) => x.shape[axis]!),
    (index) => {
      const source: number[] = [];
      for (const [position, axis] of order.entries()) source[axis] = index[position]!;
      return at(x, source);
    },
  );
}

export function expand64(x: Array64, shape: readonly number[]): Array64 {
  return build(shape, (index) => at(x, index));
}

export function slice64(x: Array64, starts: readonly number[], ends: readonly number[]): Array64 {
  return build(
    starts.map((start, axis) => ends[axis]! - start),
    (index) =>
      at(
        x,
        index.map((i, axis) => i + starts[axis]!),
      ),
  );
}

export function gatherRows64(x: Array64, rows: readonly number[]): Array64 {
  return build([rows.length, x.shape[1]!], ([i, j]) => at(x, [rows[i!]!, j!]));
}

/** One element along `axis`, chosen by `chosen` (row-major over the other axes). */
export function gather64(x: Array64, axis: number, chosen: readonly number[]): Array64 {
  const shape = x.shape.filter((_, other) => other !== axis);
  const data = indicesOf(shape).map((index, i) => at(x, [...index.slice(0, axis), chosen[i]!, ...index.slice(axis)]));
  return { shape, data };
}

/** f of the elements that share the kept axes, in row-major order. */
export function reduce64(
  x: Array64,
  axes: readonly number[],
  f: (values: readonly number[]) => number,
  keepsAxes = false,
): Array64 {
  const kept = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
  const inner = indicesOf(x.shape.map((size, axis) => (axes.includes(axis) ? size : 1)));
  const { data } = build(kept, (index) =>
    f(
      inner.map((offset) =>
        at(
          x,
          index.map((i, axis) => i + offset[axis]!),
        ),
      ),
    ),
  );
  return { shape: keepsAxes ? kept : kept.filter((_, axis) => !axes.includes(axis)), data };
}
