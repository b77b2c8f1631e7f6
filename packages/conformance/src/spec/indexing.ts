import { rowMajorStrides } from "@binade/backend";

/** Coordinates of a row-major index. */
export function coordinatesOf(shape: readonly number[], index: number): number[] {
  return rowMajorStrides(shape).map((stride, axis) => Math.floor(index / stride) % (shape[axis] as number));
}

/** Row-major index of coordinates. */
export function indexOf(shape: readonly number[], coordinates: readonly number[]): number {
  return rowMajorStrides(shape).reduce((index, stride, axis) => index + stride * (coordinates[axis] as number), 0);
}
