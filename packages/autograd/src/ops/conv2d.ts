import { apply } from "../apply.ts";
import { engineOf } from "../autocastInputs.ts";
import { AutogradError } from "../autogradError.ts";
import { listed } from "../listed.ts";
import { operation } from "../operation.ts";
import type { ConvolutionParams } from "../primitives.ts";
import type { Tensor } from "../tensor.ts";
import { outputSize } from "../windowSize.ts";
import { tf32Of } from "./matmul.ts";
import { pairOf, requireNonNegative, requirePositive } from "./pairs.ts";
import { expand, reshape } from "./views.ts";

export interface Conv2dOptions {
  readonly stride?: number | readonly [number, number];
  readonly padding?: number | readonly [number, number];
  readonly dilation?: number | readonly [number, number];
  readonly groups?: number;
}

/**
 * 2-d cross-correlation. Shapes: `[n, c, h, w] × [o, c/groups, kh, kw] + [o] → [n, o, oh, ow]`.
 * Accuracy: one matmul over (c, kh, kw), with the padding's zeros in it, and the bias before the one rounding (N5).
 * @example
 * import { conv2d, createEngine } from "@binade/autograd";
 * import { createCpuBackend } from "@binade/backend-cpu";
 *
 * const engine = createEngine(await createCpuBackend());
 * const x = engine.tensor([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 1, 3, 3]);
 * const y = conv2d(x, engine.full([1, 1, 2, 2], 1));
 * Array.from(await y.read()); // [12, 16, 24, 28]
 */
export function conv2d(x: Tensor, weight: Tensor, bias?: Tensor, options: Conv2dOptions = {}): Tensor {
  const engine = engineOf("conv2d", bias === undefined ? [x, weight] : [x, weight, bias]);
  const { groups = 1 } = options;
  const params = {
    kernelSize: [weight.shape[2] as number, weight.shape[3] as number] as const,
    stride: requirePositive("conv2d: stride", pairOf(options.stride ?? 1)),
    padding: requireNonNegative("conv2d: padding", pairOf(options.padding ?? 0)),
    dilation: requirePositive("conv2d: dilation", pairOf(options.dilation ?? 1)),
    groups,
    tf32: tf32Of(x),
  };
  const outputShape = shapeOf(x, weight, params);
  const channels = weight.shape[0] as number;
  if (bias !== undefined && bias.shape.join() !== `${channels}`) {
    throw new AutogradError(
      "ERR_SHAPE",
      `conv2d: expected a bias of shape ${listed(channels)}, got ${listed(bias.shape)}`,
    );
  }
  return operation("conv2d", bias === undefined ? [x, weight] : [x, weight, bias], (operands) => {
    const [input, kernel, offset] = operands as [Tensor, Tensor, Tensor?];
    if (offset === undefined) return apply(engine, "conv2d", [input, kernel], params);
    const spread = expand(reshape(offset, [1, channels, 1, 1]), outputShape);
    return apply(engine, "conv2d", [input, kernel, spread], params);
  });
}

/** `[n, o, oh, ow]`. */
function shapeOf(x: Tensor, weight: Tensor, params: ConvolutionParams): number[] {
  const { groups } = params;
  const [batch, channels, height, width] = x.shape as [number, number, number, number];
  const [outChannels, groupChannels] = weight.shape as [number, number];
  const fits = x.rank === 4 && weight.rank === 4 && channels === groupChannels * groups && outChannels % groups === 0;
  if (!fits) {
    const message = `conv2d: x ${listed(x.shape)} and weight ${listed(weight.shape)} do not fit; expected [n, c, h, w] and [o, c/${groups}, kh, kw]`;
    throw new AutogradError("ERR_SHAPE", message);
  }
  const size = [outputSize(height, params, 0), outputSize(width, params, 1)] as const;
  if (size.some((length) => length < 1)) {
    const message = `conv2d: a window of ${listed(params.kernelSize)} does not fit into x ${listed(x.shape)}`;
    throw new AutogradError("ERR_SHAPE", message);
  }
  return [batch, outChannels, ...size];
}
