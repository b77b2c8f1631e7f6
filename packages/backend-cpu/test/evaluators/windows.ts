import type { Dtype, PoolParams, Window2d } from "@binade/backend";
import { encode, FP32 } from "@binade/softfloat";
import type { Codes } from "../support/codes.ts";
import { argmax } from "./order.ts";
import { formatOf, narrow, over, plus, widen, zero } from "./rounded.ts";

/** Number of windows along one axis. */
export function windowCount(size: number, { kernelSize, stride, padding, dilation }: Window2d, axis: 0 | 1): number {
  const extent = dilation[axis] * (kernelSize[axis] - 1) + 1;
  return Math.floor((size + 2 * padding[axis] - extent) / stride[axis]) + 1;
}

/** Where a window's element lies in the plane `[h, w]`, or undefined in the padding. */
function placeOf(
  window: Window2d,
  [height, width]: readonly [number, number],
  output: readonly [number, number],
  tap: readonly [number, number],
): number | undefined {
  const h = output[0] * window.stride[0] + tap[0] * window.dilation[0] - window.padding[0];
  const w = output[1] * window.stride[1] + tap[1] * window.dilation[1] - window.padding[1];
  return h < 0 || h >= height || w < 0 || w >= width ? undefined : h * width + w;
}

/** Every index of a shape in row-major order. */
function* indices(shape: readonly number[]): Generator<number[]> {
  const count = shape.reduce((product, size) => product * size, 1);
  for (let i = 0; i < count; i++) {
    const index: number[] = [];
    let rest = i;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index.unshift(rest % shape[axis]!);
      rest = Math.floor(rest / shape[axis]!);
    }
    yield index;
  }
}

/** `[n, c, h, w]` → `[c, kh, kw, n, oh, ow]`, padding +0. */
export function im2col(x: Codes, window: Window2d): Codes {
  const [n, c, h, w] = x.shape as [number, number, number, number];
  const shape = [c, ...window.kernelSize, n, windowCount(h, window, 0), windowCount(w, window, 1)];
  const codes: number[] = [];
  for (const [channel, kh, kw, batch, oh, ow] of indices(shape) as Generator<
    [number, number, number, number, number, number]
  >) {
    const place = placeOf(window, [h, w], [oh, ow], [kh, kw]);
    codes.push(place === undefined ? 0 : x.codes[(batch * c + channel) * h * w + place]!);
  }
  return { dtype: x.dtype, shape, codes };
}

/** `[n, c, kh, kw, oh, ow]` → `[n, c, h, w]`: terms in ascending order of the source, from +0, one rounding (N7). */
export function col2im(columns: Codes, shape: readonly number[], window: Window2d, dtype: Dtype): number[] {
  const [, c, h, w] = shape as [number, number, number, number];
  const sums = new Array<number>(shape.reduce((product, size) => product * size, 1)).fill(zero);
  let from = 0;
  for (const [batch, channel, kh, kw, oh, ow] of indices(columns.shape) as Generator<
    [number, number, number, number, number, number]
  >) {
    const place = placeOf(window, [h, w], [oh, ow], [kh, kw]);
    const term = columns.codes[from++]!;
    if (place === undefined) continue;
    const at = (batch * c + channel) * h * w + place;
    sums[at] = plus(sums[at]!, term);
  }
  return sums.map((sum) => narrow(dtype, sum));
}

/** The places of one window that lie inside, in row-major order. */
function insideOf(window: Window2d, size: readonly [number, number], output: readonly [number, number]): number[] {
  return [...indices(window.kernelSize)]
    .map((tap) => placeOf(window, size, output, tap as [number, number]))
    .filter((place) => place !== undefined);
}

interface Pooled {
  readonly shape: readonly number[];
  readonly codes: readonly number[];
  /** Place of each maximum in its plane; for avg of no meaning. */
  readonly index: readonly number[];
}

/** N3 for max, N7 for avg. */
export function pool(x: Codes, params: PoolParams): Pooled {
  const [n, c, h, w] = x.shape as [number, number, number, number];
  const shape = [n, c, windowCount(h, params, 0), windowCount(w, params, 1)];
  const codes: number[] = [];
  const index: number[] = [];
  for (const [batch, channel, oh, ow] of indices(shape) as Generator<[number, number, number, number]>) {
    const plane = x.codes.slice((batch * c + channel) * h * w, (batch * c + channel + 1) * h * w);
    const places = insideOf(params, [h, w], [oh, ow]);
    const chosen =
      places[
        argmax(
          formatOf(x.dtype),
          places.map((place) => plane[place]!),
        )
      ]!;
    index.push(chosen);
    if (params.op === "max") codes.push(plane[chosen]!);
    else {
      const sum = places.reduce((total, place) => plus(total, widen(x.dtype, plane[place]!)), zero);
      codes.push(narrow(x.dtype, over(sum, divisorOf(params, places.length))));
    }
  }
  return { shape, codes, index };
}

/** Terms in row-major order of `[n, c, oh, ow]`, from +0, one rounding (N7). */
export function poolGradient(
  g: Codes,
  index: readonly number[],
  [n, c, h, w]: readonly [number, number, number, number],
  params: PoolParams,
): number[] {
  const sums = new Array<number>(n * c * h * w).fill(zero);
  let from = 0;
  for (const [batch, channel, oh, ow] of indices(g.shape) as Generator<[number, number, number, number]>) {
    const inside = insideOf(params, [h, w], [oh, ow]);
    const upstream = widen(g.dtype, g.codes[from]!);
    const places = params.op === "max" ? [index[from]!] : inside;
    const term = params.op === "max" ? upstream : over(upstream, divisorOf(params, inside.length));
    for (const place of places) {
      const at = (batch * c + channel) * h * w + place;
      sums[at] = plus(sums[at]!, term);
    }
    from++;
  }
  return sums.map((sum) => narrow(g.dtype, sum));
}

function divisorOf({ countIncludePad, kernelSize }: PoolParams, inside: number): number {
  return encode(FP32, countIncludePad ? kernelSize[0] * kernelSize[1] : inside);
}
