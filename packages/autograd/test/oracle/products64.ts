import { type Array64, at, build } from "./array64.ts";

export type Pair = readonly [number, number];

export interface Window64 {
  readonly stride?: Pair;
  readonly padding?: Pair;
  readonly dilation?: Pair;
  readonly groups?: number;
}

/** Σ a·b over the inner axis; leading axes broadcast. */
export function matmul64(a: Array64, b: Array64): Array64 {
  const [m, k, n] = [a.shape.at(-2)!, a.shape.at(-1)!, b.shape.at(-1)!];
  const rank = Math.max(a.shape.length, b.shape.length) - 2;
  const leading = Array.from({ length: rank }, (_, axis) =>
    Math.max(a.shape[axis - rank + a.shape.length - 2] ?? 1, b.shape[axis - rank + b.shape.length - 2] ?? 1),
  );
  return build([...leading, m, n], (index) => {
    const [batch, i, j] = [index.slice(0, -2), index.at(-2)!, index.at(-1)!];
    let sum = 0;
    for (let l = 0; l < k; l++) sum += at(a, [...batch, i, l]) * at(b, [...batch, l, j]);
    return sum;
  });
}

/** Σ x·w + bias over the last axis. */
export function linear64(x: Array64, weight: Array64, bias?: Array64): Array64 {
  return build([...x.shape.slice(0, -1), weight.shape[0]!], (index) => {
    const row = index.at(-1)!;
    let sum = bias?.data[row] ?? 0;
    for (let l = 0; l < weight.shape[1]!; l++) sum += at(x, [...index.slice(0, -1), l]) * at(weight, [row, l]);
    return sum;
  });
}

/** The cross-correlation of the definition. */
export function conv2d64(x: Array64, weight: Array64, bias: Array64 | undefined, window: Window64): Array64 {
  const { stride = [1, 1], padding = [0, 0], dilation = [1, 1], groups = 1 } = window;
  const [batch, , height, width] = x.shape as [number, number, number, number];
  const [outChannels, groupChannels, kernelHeight, kernelWidth] = weight.shape as [number, number, number, number];
  const outHeight = positions(height, kernelHeight, stride[0], padding[0], dilation[0]);
  const outWidth = positions(width, kernelWidth, stride[1], padding[1], dilation[1]);
  return build([batch, outChannels, outHeight, outWidth], (index) => {
    const [n, o, oh, ow] = index as [number, number, number, number];
    const group = Math.floor(o / (outChannels / groups));
    let sum = bias?.data[o] ?? 0;
    for (let c = 0; c < groupChannels; c++) {
      for (let i = 0; i < kernelHeight; i++) {
        for (let j = 0; j < kernelWidth; j++) {
          const h = oh * stride[0] - padding[0] + i * dilation[0];
          const w = ow * stride[1] - padding[1] + j * dilation[1];
          if (h < 0 || w < 0 || h >= height || w >= width) continue;
          sum += at(x, [n, group * groupChannels + c, h, w]) * at(weight, [o, c, i, j]);
        }
      }
    }
    return sum;
  });
}

/** `pick` of the elements of each window; `size` counts padding too. */
export function pool64(
  x: Array64,
  kernel: Pair,
  { stride = kernel, padding = [0, 0] }: Window64,
  pick: (values: readonly number[], size: number) => number,
): Array64 {
  const [batch, channels, height, width] = x.shape as [number, number, number, number];
  const outHeight = positions(height, kernel[0], stride[0], padding[0], 1);
  const outWidth = positions(width, kernel[1], stride[1], padding[1], 1);
  return build([batch, channels, outHeight, outWidth], ([n, c, oh, ow]) => {
    const values: number[] = [];
    for (let i = 0; i < kernel[0]; i++) {
      for (let j = 0; j < kernel[1]; j++) {
        const [h, w] = [oh! * stride[0] - padding[0] + i, ow! * stride[1] - padding[1] + j];
        if (h >= 0 && w >= 0 && h < height && w < width) values.push(at(x, [n!, c!, h, w]));
      }
    }
    return pick(values, kernel[0] * kernel[1]);
  });
}

function positions(size: number, kernel: number, stride: number, padding: number, dilation: number): number {
  let count = 0;
  for (let start = -padding; start + dilation * (kernel - 1) < size + padding; start += stride) count++;
  return count;
}
