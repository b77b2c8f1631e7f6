import type { PoolParams } from "@binade/backend";
import { apply } from "../apply.ts";
import { AutogradError } from "../autogradError.ts";
import { listed } from "../listed.ts";
import { operation } from "../operation.ts";
import { run } from "../run.ts";
import type { Tensor } from "../tensor.ts";
import { outputSize } from "../windowSize.ts";
import { requireFloat } from "./operands.ts";
import { pairOf, requireNonNegative, requirePositive } from "./pairs.ts";

export interface PoolOptions {
  /** Defaults to the kernel's size. */
  readonly stride?: number | readonly [number, number];
  /** At most half of the kernel. */
  readonly padding?: number | readonly [number, number];
}

/**
 * Largest element of each window: the first NaN if any, else the first maximum; padding never wins (N3).
 * Shapes: `[n, c, h, w] → [n, c, oh, ow]`. The gradient goes to the element taken.
 * @example
 * import { createEngine, maxPool2d } from "@binade/autograd";
 * import { createCpuBackend } from "@binade/backend-cpu";
 *
 * const engine = createEngine(await createCpuBackend());
 * const x = engine.tensor([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 1, 3, 3]);
 * Array.from(await maxPool2d(x, 2, { stride: 1 }).read()); // [5, 6, 8, 9]
 */
export function maxPool2d(
  x: Tensor,
  kernelSize: number | readonly [number, number],
  options: PoolOptions = {},
): Tensor {
  return pool2d("maxPool2d", x, kernelSize, { ...options, countIncludePad: true });
}

/**
 * Mean of each window, in f32, rounded once (N7). Shapes: `[n, c, h, w] → [n, c, oh, ow]`.
 * Padding counts as zeros unless `countIncludePad` is false.
 */
export function avgPool2d(
  x: Tensor,
  kernelSize: number | readonly [number, number],
  options: PoolOptions & { readonly countIncludePad?: boolean } = {},
): Tensor {
  return pool2d("avgPool2d", x, kernelSize, { countIncludePad: true, ...options });
}

function pool2d(
  op: "maxPool2d" | "avgPool2d",
  x: Tensor,
  kernelSize: number | readonly [number, number],
  options: PoolOptions & { readonly countIncludePad: boolean },
): Tensor {
  requireFloat(op, x);
  const kernel = requirePositive(`${op}: kernel size`, pairOf(kernelSize));
  const params: PoolParams = {
    op: op === "maxPool2d" ? "max" : "avg",
    kernelSize: kernel,
    stride: requirePositive(`${op}: stride`, pairOf(options.stride ?? kernel)),
    padding: requireNonNegative(`${op}: padding`, pairOf(options.padding ?? 0)),
    dilation: [1, 1],
    countIncludePad: options.countIncludePad,
  };
  if (x.rank !== 4)
    throw new AutogradError("ERR_SHAPE", `${op}: expected x of shape [n, c, h, w], got ${listed(x.shape)}`);
  if (params.padding.some((padding, axis) => padding > (kernel[axis] as number) / 2)) {
    throw new AutogradError(
      "ERR_SHAPE",
      `${op}: padding ${listed(params.padding)} must be at most half of the kernel ${listed(kernel)}`,
    );
  }
  if (outputSize(x.shape[2] as number, params, 0) < 1 || outputSize(x.shape[3] as number, params, 1) < 1) {
    throw new AutogradError("ERR_SHAPE", `${op}: a window of ${listed(kernel)} does not fit into x ${listed(x.shape)}`);
  }
  return operation(op, [x], (operands) => apply(x.engine, op, operands, params));
}

/** ∂L/∂x of a pooling; `extras` holds the indices that a max pooling took. */
export function poolingGradient(
  g: Tensor,
  extras: readonly Tensor[],
  shape: readonly number[],
  params: PoolParams,
): Tensor {
  const gradient = g.engine.empty(shape, g.dtype);
  run(g.engine, "poolGradient", [gradient], [g, ...extras], params);
  return gradient;
}
