import { type Dtype, dtypes } from "./dtype.ts";

/** Name of an allocation; meaningful only to the backend that gave it. */
export type BufferId = number;

/**
 * A tensor as a kernel sees it: where its elements lie in a buffer.
 *
 * `offset` and `strides` count elements, not bytes. A stride of 0 broadcasts, swapped strides transpose; neither copies.
 */
export interface View {
  readonly buffer: BufferId;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
}

/** Product of the axes; 1 for a scalar, 0 when an axis is empty. */
export function elementCount(shape: readonly number[]): number {
  let count = 1;
  for (const size of shape) count *= size;
  return count;
}

/** Bytes of a dense buffer that holds `shape`, rounded up to whole 32-bit words (N17). */
export function denseByteLength(dtype: Dtype, shape: readonly number[]): number {
  return Math.ceil((elementCount(shape) * dtypes[dtype].byteWidth) / 4) * 4;
}

/**
 * Strides of a dense row-major layout, in elements.
 * @example
 * import { rowMajorStrides } from "@binade/backend";
 * rowMajorStrides([2, 3, 4]); // [12, 4, 1]
 */
export function rowMajorStrides(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis] ?? 1;
  }
  return strides;
}

/** Whether the elements lie one after the other in row-major order (axes of size 1 do not matter, nor any if one is empty). */
export function isDense(view: Pick<View, "shape" | "strides">): boolean {
  if (view.shape.includes(0)) return true;
  let stride = 1;
  for (let axis = view.shape.length - 1; axis >= 0; axis--) {
    const size = view.shape[axis] ?? 1;
    if (size !== 1 && view.strides[axis] !== stride) return false;
    stride *= size;
  }
  return true;
}
