import {
  avgPool2d,
  cast,
  conv2d,
  type Engine,
  expand,
  gatherRows,
  maximum,
  maxPool2d,
  relu,
  run,
  softmax,
  type Tensor,
  variance,
} from "@binade/autograd";
import {
  type BinaryOp,
  isFloatDtype,
  type KernelName,
  type KernelParams,
  type ReduceOp,
  type UnaryOp,
} from "@binade/backend";
import type { KernelCase, KernelCaseParams, RecordedTensor } from "./contractFile.ts";
import { tensorOf } from "./hexWords.ts";

/** What computing one case needs: its inputs on the engine, as leaves, and where the result goes. */
interface Setting {
  readonly engine: Engine;
  readonly inputs: readonly Tensor[];
  readonly params: KernelCaseParams;
  readonly output: RecordedTensor;
}

/** Tensors whose words, one after the other, are the recorded output. */
type Evaluate = (setting: Setting) => readonly Tensor[];

/** Kernels are run as they are; what the product composes runs through its public operations. */
const evaluations: { readonly [kernel: string]: Evaluate } = {
  matmul: ({ inputs: [a, b, bias], output, params, engine }) => {
    const spread = bias === undefined ? [] : [expand(bias, output.shape)];
    return kernel(engine, "matmul", [a!, b!, ...spread], tf32Of(params), output);
  },
  sum: reduction("sum"),
  mean: reduction("mean"),
  max: reduction("max"),
  min: reduction("min"),
  argmax: reduction("argmax"),
  var: ({ inputs: [x], params }) => [variance(cast(x!, "f32"), { correction: params.correction ?? 1 })],
  conv2d: ({ inputs: [x, weight, bias], params }) => [conv2d(x!, weight!, bias, geometryOf(params))],
  conv2dWeightGradient: ({ engine, inputs: [x, g], params }) => {
    const [height, width] = params.kernelSize as readonly [number, number];
    const shape = [g!.shape[1]!, x!.shape[1]! / (params.groups ?? 1), height, width];
    const weight = engine.zeros(shape, { dtype: x!.dtype, requiresGrad: true });
    return gradientsOf([weight], conv2d(x!, weight, undefined, geometryOf(params)), g!);
  },
  conv2dInputGradient: ({ engine, inputs: [weight, g], params }) => {
    const shape = [g!.shape[0]!, weight!.shape[1]! * (params.groups ?? 1), ...params.inputSize!];
    const x = engine.zeros(shape, { dtype: weight!.dtype, requiresGrad: true });
    return gradientsOf([x], conv2d(x, weight!, undefined, geometryOf(params)), g!);
  },
  maxPool2d: ({ inputs: [x], params }) => [maxPool2d(x!, params.kernelSize!, geometryOf(params))],
  maxPool2dGradient: ({ inputs: [x, g], params }) =>
    gradientsOf([x!], maxPool2d(x!, params.kernelSize!, geometryOf(params)), g!),
  avgPool2d: ({ inputs: [x], params }) => [avgPool2d(x!, params.kernelSize!, poolOptionsOf(params))],
  avgPool2dGradient: ({ engine, inputs: [g], params }) => {
    const shape = [...g!.shape.slice(0, 2), ...params.inputSize!];
    const x = engine.zeros(shape, { dtype: g!.dtype, requiresGrad: true });
    return gradientsOf([x], avgPool2d(x, params.kernelSize!, poolOptionsOf(params)), g!);
  },
  gatherRows: ({ inputs: [x, index] }) => [gatherRows(x!, index!)],
  scatterAddRows: ({ engine, inputs, output }) => kernel(engine, "scatterAddRows", inputs, {}, output),
  compare: ({ engine, inputs, params, output }) => kernel(engine, "compare", inputs, { op: params.op! }, output),
  select: ({ engine, inputs, output }) => kernel(engine, "select", inputs, {}, output),
  add: binary("add"),
  sub: binary("sub"),
  mul: binary("mul"),
  div: binary("div"),
  maximum: binary("maximum"),
  minimum: binary("minimum"),
  maximumGradient: ({ inputs: [a, b, g] }) => gradientsOf([a!, b!], maximum(a!, b!), g!),
  relu: unary("relu"),
  sqrt: unary("sqrt"),
  reluGradient: ({ inputs: [x, g] }) => gradientsOf([x!], relu(x!), g!),
  softmaxGradient,
  cast: ({ engine, inputs, params, output }) =>
    kernel(engine, "cast", inputs, { saturate: params.saturate ?? false }, output),
};

/** The kernel of the contract that decides whether a case's dtypes are supported. */
const gatekeeper: { readonly [kernel: string]: KernelName } = { matmul: "matmul", cast: "cast" };

/** Whether the backend computes the dtypes of a case. */
export function hasCounterpart(engine: Engine, { kernel: name, inputs, output }: KernelCase): boolean {
  if (evaluations[name] === undefined) return false;
  const supported = engine.backend.capabilities[gatekeeper[name] ?? "cast"] ?? {};
  return [...inputs, output].every(({ dtype }) => supported[dtype] !== undefined);
}

/** The tensors that make up the output of a case, in order. */
export function evaluateKernelCase(engine: Engine, { kernel: name, inputs, params, output }: KernelCase): Tensor[] {
  const tensors = inputs.map((recorded) => tensorOf(engine, recorded, { requiresGrad: isFloatDtype(recorded.dtype) }));
  return [...evaluations[name]!({ engine, inputs: tensors, params, output })];
}

function kernel<N extends KernelName>(
  engine: Engine,
  name: N,
  inputs: readonly Tensor[],
  params: KernelParams[N],
  { shape, dtype }: RecordedTensor,
): Tensor[] {
  const output = engine.empty(shape, dtype);
  run(engine, name, [output], inputs, params);
  return [output];
}

function reduction(op: ReduceOp): Evaluate {
  return ({ engine, inputs: [x], params, output }) => {
    const axes = params.axis === undefined ? [...x!.shape.keys()] : [params.axis];
    return kernel(engine, "reduce", [x!], { op, axes }, output);
  };
}

function binary(op: BinaryOp): Evaluate {
  return ({ engine, inputs, output }) => kernel(engine, "binary", inputs, { op }, output);
}

function unary(op: UnaryOp): Evaluate {
  return ({ engine, inputs, output }) => kernel(engine, "unary", inputs, { op }, output);
}

/** The recording gives y, not x: the words of the recorded output replace those that softmax computed. */
function softmaxGradient({ engine, inputs: [y, g], params }: Setting): Tensor[] {
  const x = engine.zeros(y!.shape, { dtype: y!.dtype, requiresGrad: true });
  const output = softmax(x, params.axis ?? -1);
  run(engine, "copy", [output.detach()], [y!], {});
  return gradientsOf([x], output, g!);
}

function gradientsOf(leaves: readonly Tensor[], output: Tensor, g: Tensor): Tensor[] {
  output.backward(g.detach());
  return leaves.map((leaf) => leaf.grad!);
}

function tf32Of({ tf32 }: KernelCaseParams): KernelParams["matmul"] {
  return tf32 === undefined ? {} : { tf32 };
}

function geometryOf({ stride = 1, padding = 0, dilation = 1, groups = 1 }: KernelCaseParams): {
  stride: number;
  padding: number;
  dilation: number;
  groups: number;
} {
  return { stride, padding, dilation, groups };
}

function poolOptionsOf(params: KernelCaseParams): { stride: number; padding: number; countIncludePad: boolean } {
  const { stride, padding } = geometryOf(params);
  return { stride, padding, countIncludePad: params.countIncludePad ?? true };
}
