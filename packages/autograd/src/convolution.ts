import { contiguous } from "./ops/contiguous.ts";
import type { ConvolutionParams } from "./primitives.ts";
import { run } from "./run.ts";
import type { Tensor } from "./tensor.ts";
import { outputSize } from "./windowSize.ts";

/**
 * A convolution is im2col and one matmul by definition (N5), its gradients are two more. The column matrix
 * `[groups, k, n, positions]` with k = (c, kh, kw) is built anew for the weight gradient instead of being kept:
 * it holds kh·kw times the bytes of x.
 */
interface Geometry {
  readonly batch: number;
  readonly groups: number;
  readonly channels: number;
  /** Output channels of one group. */
  readonly outChannels: number;
  /** Terms of one output element: channels of a group times the kernel's positions. */
  readonly terms: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly positions: number;
}

export function convolve(inputs: readonly Tensor[], params: ConvolutionParams): Tensor {
  return (inputs[0] as Tensor).engine.tidy(() => product(inputs, params));
}

function product(inputs: readonly Tensor[], params: ConvolutionParams): Tensor {
  const [x, weight, bias] = inputs as [Tensor, Tensor, Tensor?];
  const geometry = geometryOf(x.shape, weight.shape, params);
  const { batch, groups, outChannels, terms, outHeight, outWidth, positions } = geometry;
  const columns = columnsOf(x, geometry, params);
  const output = x.engine.empty([batch, groups * outChannels, outHeight, outWidth], x.dtype);
  const grouped = [batch, groups, outChannels, positions];
  const operands = [
    restride(contiguous(weight), [batch, groups, outChannels, terms], [0, outChannels * terms, terms, 1]),
    restride(columns, [batch, groups, terms, positions], [positions, terms * batch * positions, batch * positions, 1]),
  ];
  // The bias comes expanded from one value a channel.
  if (bias !== undefined)
    operands.push(restride(bias, grouped, [0, outChannels * bias.strides[1]!, bias.strides[1]!, 0]));
  run(x.engine, "matmul", [restride(output, grouped)], operands, tf32Of(params));
  return output;
}

/** ∂L/∂weight: k = (n, oh, ow). */
export function weightGradient(
  x: Tensor,
  g: Tensor,
  weightShape: readonly number[],
  params: ConvolutionParams,
): Tensor {
  const geometry = geometryOf(x.shape, weightShape, params);
  const { batch, groups, outChannels, terms, positions } = geometry;
  const columns = columnsOf(x, geometry, params);
  const k = batch * positions;
  const dense = contiguous(g);
  const upstream = contiguous(
    restride(
      dense,
      [groups, outChannels, batch, positions],
      [outChannels * positions, positions, groups * outChannels * positions, 1],
    ),
  );
  const gradient = x.engine.empty(weightShape, x.dtype);
  const operands = [
    restride(upstream, [groups, outChannels, k]),
    restride(columns, [groups, k, terms], [terms * k, 1, k]),
  ];
  run(x.engine, "matmul", [restride(gradient, [groups, outChannels, terms])], operands, tf32Of(params));
  return gradient;
}

/** ∂L/∂x: a matmul over the output channels whose columns stay f32, then col2im, rounded once. */
export function inputGradient(weight: Tensor, g: Tensor, xShape: readonly number[], params: ConvolutionParams): Tensor {
  const geometry = geometryOf(xShape, weight.shape, params);
  const { batch, groups, outChannels, terms, positions, channels, outHeight, outWidth } = geometry;
  const [kernelHeight, kernelWidth] = params.kernelSize;
  const columns = weight.engine.empty([batch, groups, terms, positions], "f32");
  const operands = [
    restride(contiguous(weight), [batch, groups, terms, outChannels], [0, outChannels * terms, 1, terms]),
    restride(contiguous(g), [batch, groups, outChannels, positions]),
  ];
  run(weight.engine, "matmul", [columns], operands, tf32Of(params));
  const gradient = weight.engine.empty(xShape, g.dtype);
  const source = restride(columns, [batch, channels, kernelHeight, kernelWidth, outHeight, outWidth]);
  run(weight.engine, "col2im", [gradient], [source], params);
  return gradient;
}

function columnsOf(x: Tensor, geometry: Geometry, params: ConvolutionParams): Tensor {
  const { channels, batch, outHeight, outWidth } = geometry;
  const columns = x.engine.empty([channels, ...params.kernelSize, batch, outHeight, outWidth], x.dtype);
  run(x.engine, "im2col", [columns], [x], params);
  return columns;
}

function geometryOf(xShape: readonly number[], weightShape: readonly number[], params: ConvolutionParams): Geometry {
  const [batch, channels, height, width] = xShape as [number, number, number, number];
  const [allOutChannels, groupChannels] = weightShape as [number, number];
  const outHeight = outputSize(height, params, 0);
  const outWidth = outputSize(width, params, 1);
  return {
    batch,
    channels,
    groups: params.groups,
    outChannels: allOutChannels / params.groups,
    terms: groupChannels * params.kernelSize[0] * params.kernelSize[1],
    outHeight,
    outWidth,
    positions: outHeight * outWidth,
  };
}

function tf32Of({ tf32 }: ConvolutionParams): { tf32?: "rna" | "rz" | "rne" } {
  return tf32 === undefined ? {} : { tf32 };
}

/** Another reading of a tensor's elements; dense unless strides are given. */
function restride(x: Tensor, shape: readonly number[], strides?: readonly number[]): Tensor {
  const dense = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  return x.relaid({ shape, strides: strides ?? dense, offset: x.offset });
}
