/** A plain row-major array of doubles; all that the oracle knows of tensors. */
export interface Array64 {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

/** Every index of a shape, in row-major order. */
export function indicesOf(shape: readonly number[]): number[][] {
  let indices: number[][] = [[]];
  for (const size of shape) indices = indices.flatMap((head) => Array.from({ length: size }, (_, i) => [...head, i]));
  return indices;
}

/** The element at an index of a shape that `x` broadcasts to. */
export function at(x: Array64, index: readonly number[]): number {
  let flat = 0;
  const added = index.length - x.shape.length;
  for (const [axis, size] of x.shape.entries()) flat = flat * size + (size === 1 ? 0 : index[added + axis]!);
  return x.data[flat]!;
}

/** An array of `shape` with `f` of every index. */
export function build(shape: readonly number[], f: (index: readonly number[]) => number): Array64 {
  return { shape, data: indicesOf(shape).map(f) };
}

/** f of two or more arrays, element by element, broadcast. */
export function zip(f: (...values: number[]) => number, ...arrays: readonly Array64[]): Array64 {
  const rank = Math.max(...arrays.map(({ shape }) => shape.length));
  const shape = Array.from({ length: rank }, (_, axis) =>
    Math.max(...arrays.map((x) => x.shape[axis - rank + x.shape.length] ?? 1)),
  );
  return build(shape, (index) => f(...arrays.map((x) => at(x, index))));
}
