import { elementCount, rowMajorStrides, type View } from "@binade/backend";

/** Visit every matrix of a batch of `shape`: which it is, and where each operand's matrix starts by its strides. */
export function forEachBatch(
  shape: readonly number[],
  strides: readonly (readonly number[])[],
  visit: (batch: number, offsets: readonly number[]) => void,
): void {
  const counts = rowMajorStrides(shape);
  const total = elementCount(shape);
  for (let batch = 0; batch < total; batch++) {
    const offsets = strides.map((stride) =>
      shape.reduce((sum, size, axis) => sum + (Math.floor(batch / counts[axis]!) % size) * stride[axis]!, 0),
    );
    visit(batch, offsets);
  }
}

/** The matrix of a batch that starts at `offset`: the last two axes of a view. */
export function matrixAt(view: View, offset: number): View {
  return { ...view, shape: view.shape.slice(-2), strides: view.strides.slice(-2), offset };
}
