import type { View } from "@binade/backend";

/** Shape and strides of the elements of a view in its order. */
export type Axes = Pick<View, "shape" | "strides">;

/** The same elements in the same order with as few axes as can be: those of size 1 left out, neighbours that lie alike merged. */
export function mergedAxes({ shape, strides }: Axes): Axes {
  const sizes: number[] = [];
  const steps: number[] = [];
  for (let axis = 0; axis < shape.length; axis++) {
    const size = shape[axis] as number;
    const stride = strides[axis] as number;
    if (size === 1) continue;
    const last = sizes.length - 1;
    if (last >= 0 && steps[last] === size * stride) {
      sizes[last] = (sizes[last] as number) * size;
      steps[last] = stride;
    } else {
      sizes.push(size);
      steps.push(stride);
    }
  }
  return sizes.length === 0 ? { shape: [1], strides: [1] } : { shape: sizes, strides: steps };
}
