import type { BinaryOp, Dtype, KernelName, KernelParams, PoolParams } from "@binade/backend";
import { rowMajorStrides } from "@binade/backend";
import { reducedShape } from "./axes.ts";
import { convolve } from "./convolution.ts";
import { normalizeForward } from "./normalizeForward.ts";
import { contiguous } from "./ops/contiguous.ts";
import type { Primitive, PrimitiveParams } from "./primitives.ts";
import { run } from "./run.ts";
import { logSoftmaxForward, softmaxForward } from "./softmaxForward.ts";
import type { Tensor } from "./tensor.ts";
import { outputSize } from "./windowSize.ts";

/** `extras` is what only the gradient needs, such as the index that a pooling chose. */
export interface ForwardResult {
  readonly output: Tensor;
  readonly extras?: readonly Tensor[];
}

type Forward<P extends Primitive> = (inputs: readonly Tensor[], params: PrimitiveParams[P]) => ForwardResult;

/** How each primitive is computed. Inputs fit already: the public operations check, cast and broadcast. */
export const forwards: { readonly [P in Primitive]: Forward<P> } = {
  neg: unary("neg"),
  abs: unary("abs"),
  sqrt: unary("sqrt"),
  exp: unary("exp"),
  expm1: unary("expm1"),
  log: unary("log"),
  log1p: unary("log1p"),
  sin: unary("sin"),
  cos: unary("cos"),
  tanh: unary("tanh"),
  sigmoid: unary("sigmoid"),
  erf: unary("erf"),
  relu: unary("relu"),
  silu: unary("silu"),
  gelu: unary("gelu"),
  geluTanh: unary("geluTanh"),
  add: binary("add"),
  sub: binary("sub"),
  mul: binary("mul"),
  div: binary("div"),
  pow: binary("pow"),
  maximum: binary("maximum"),
  minimum: binary("minimum"),
  cast: ([x], { dtype }) => launch("cast", [x!], {}, x!.shape, dtype),
  where: ([condition, a, b]) => launch("select", [condition!, a!, b!], {}, a!.shape, a!.dtype),
  matmul: (inputs, { tf32, outputDtype }) => {
    const [a, b] = inputs as [Tensor, Tensor];
    const shape = [...a.shape.slice(0, -1), b.shape[b.rank - 1]!];
    return launch("matmul", inputs, tf32 === undefined ? {} : { tf32 }, shape, outputDtype);
  },
  conv2d: (inputs, params) => ({ output: convolve(inputs, params) }),
  maxPool2d: ([x], params) => {
    const index = x!.engine.empty(pooledShape(x!, params), "i32");
    const output = x!.engine.empty(index.shape, x!.dtype);
    run(x!.engine, "pool", [output, index], [x!], params);
    return { output, extras: [index] };
  },
  avgPool2d: ([x], params) => launch("pool", [x!], params, pooledShape(x!, params), x!.dtype),
  sum: ([x], { axes }) => launch("reduce", [x!], { op: "sum", axes }, reducedShape(x!.shape, axes), x!.dtype),
  mean: ([x], { axes }) => launch("reduce", [x!], { op: "mean", axes }, reducedShape(x!.shape, axes), x!.dtype),
  max: ([x], { axes }) => launch("reduce", [x!], { op: "max", axes }, reducedShape(x!.shape, axes), x!.dtype),
  softmax: ([x], { axis }) => ({ output: softmaxForward(x!, axis) }),
  logSoftmax: ([x], { axis }) => ({ output: logSoftmaxForward(x!, axis) }),
  normalize: ([x, gamma, beta], params) => normalizeForward(x!, gamma!, beta!, params),
  reshape: ([x], { shape }) => {
    const dense = contiguous(x!);
    const output = dense.relaid({ shape, strides: rowMajorStrides(shape), offset: dense.offset });
    dense.dispose();
    return { output };
  },
  permute: ([x], { order }) => ({
    output: x!.relaid({
      shape: order.map((axis) => x!.shape[axis]!),
      strides: order.map((axis) => x!.strides[axis]!),
      offset: x!.offset,
    }),
  }),
  expand: ([x], { shape }) => {
    const added = shape.length - x!.rank;
    const strides = shape.map((size, axis) => {
      const own = x!.shape[axis - added];
      return own === undefined || own !== size ? 0 : x!.strides[axis - added]!;
    });
    return { output: x!.relaid({ shape, strides, offset: x!.offset }) };
  },
  slice: ([x], { starts, shape }) => ({
    output: x!.relaid({
      shape,
      strides: x!.strides,
      offset: starts.reduce((offset, start, axis) => offset + start * x!.strides[axis]!, x!.offset),
    }),
  }),
  gatherRows: ([x, index]) => launch("gatherRows", [x!, index!], {}, [index!.size, x!.shape[1]!], x!.dtype),
};

type Elementwise = (inputs: readonly Tensor[]) => ForwardResult;

function unary(op: KernelParams["unary"]["op"]): Elementwise {
  return ([x]) => launch("unary", [x!], { op }, x!.shape, x!.dtype);
}

function binary(op: BinaryOp): Elementwise {
  return ([a, b]) => launch("binary", [a!, b!], { op }, a!.shape, a!.dtype);
}

/** One kernel, one output. */
function launch<N extends KernelName>(
  kernel: N,
  inputs: readonly Tensor[],
  params: KernelParams[N],
  shape: readonly number[],
  dtype: Dtype,
): ForwardResult {
  const { engine } = inputs[0]!;
  const output = engine.empty(shape, dtype);
  run(engine, kernel, [output], inputs, params);
  return { output };
}

function pooledShape(x: Tensor, params: PoolParams): number[] {
  const [n, c, h, w] = x.shape as [number, number, number, number];
  return [n, c, outputSize(h, params, 0), outputSize(w, params, 1)];
}
