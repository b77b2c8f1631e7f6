import * as ops from "@binade/autograd";
import { createEngine, type Engine, type Tensor } from "@binade/autograd";
import { createCpuBackend } from "@binade/backend-cpu";
import { numbersOf, type TorchTensor, ulpF32 } from "./torchTensor.ts";
import type { VectorResult } from "./vectorResult.ts";

/** One operator on one set of operands, in f64; the errors are those of PyTorch's own f32 run. */
export interface TorchCase {
  readonly op: string;
  readonly params: TorchParams;
  readonly inputs: readonly TorchTensor[];
  readonly indices?: { readonly condition?: TorchTensor; readonly index?: TorchTensor; readonly target?: TorchTensor };
  readonly output: TorchTensor;
  readonly f32Error?: number;
  readonly gradOutput?: TorchTensor;
  readonly grads?: readonly TorchTensor[];
  readonly gradF32Error?: readonly number[];
  readonly runningMeanAfter?: TorchTensor;
  readonly runningVarAfter?: TorchTensor;
}

/** PyTorch's names; absent ones have PyTorch's defaults. */
interface TorchParams extends ops.Conv2dOptions {
  readonly kernel?: Pair;
  readonly countIncludePad?: boolean;
  readonly axes?: number | readonly number[] | null;
  readonly axis?: number;
  readonly keepDims?: boolean;
  readonly correction?: number;
  readonly shape?: readonly number[];
  readonly order?: readonly number[];
  readonly eps?: number;
  readonly training?: boolean;
  readonly momentum?: number;
  readonly runningMean?: TorchTensor;
  readonly runningVar?: TorchTensor;
  readonly reduction?: "mean" | "sum" | "none";
  readonly labelSmoothing?: number;
  readonly ignoreIndex?: number;
  readonly weight?: TorchTensor;
}

/** A case on our operations; `undefined` where an option of it has no counterpart. */
type Counterpart = (inputs: readonly Tensor[], given: TorchCase, engine: Engine) => Tensor | undefined;

interface Comparison {
  readonly what: string;
  readonly expected: TorchTensor;
  readonly got: readonly number[];
  readonly shape: readonly number[];
  readonly recordedError: number;
}

type Pair = number | readonly [number, number];

const disagreementsShown = 10;
const { add, sub, mul, div, pow, maximum, minimum } = ops;
const binaryOps = { add, sub, mul, div, pow, maximum, minimum };
const { neg, abs, sqrt, exp, log, sin, cos, tanh, sigmoid, relu, silu, gelu, geluTanh } = ops;
const unaryOps = { neg, abs, sqrt, exp, log, sin, cos, tanh, sigmoid, relu, silu, gelu, geluTanh };

/**
 * Compare every operator that exists here, its result and the gradient of every input, with recorded PyTorch ones.
 * A tensor agrees within max(4 × PyTorch's own f32 error, 8 ulp of its largest element); a case if all its tensors do.
 */
export async function checkTorchOps(json: unknown): Promise<VectorResult[]> {
  const { cases } = json as { readonly cases: readonly TorchCase[] };
  const engine = createEngine(await createCpuBackend());
  const disagreements: string[] = [];
  let [agree, noCounterpart] = [0, 0];
  for (const [index, given] of cases.entries()) {
    const comparisons = await run(engine, given);
    const misses = comparisons?.map(disagreement).filter((line) => line !== undefined);
    if (misses === undefined) noCounterpart++;
    else if (misses.length === 0) agree++;
    else disagreements.push(...misses.map((line) => `${given.op} (case ${index}) ${line}`));
  }
  const total = cases.length - noCounterpart;
  const shown = disagreements.slice(0, disagreementsShown);
  return [{ name: "torch/ops", agree, total, noCounterpart, disagreements: shown }];
}

async function run(engine: Engine, given: TorchCase): Promise<Comparison[] | undefined> {
  using _scope = engine.scope();
  const inputs = given.inputs.map((input) => tensorOf(engine, input, true));
  const output = counterparts[given.op]?.(inputs, given, engine);
  if (output === undefined) return undefined;
  const [got, running] = [await read(output), await runningStatistics(inputs, given)];
  const comparisons = [
    { what: "result", expected: given.output, got, shape: output.shape, recordedError: given.f32Error ?? 0 },
    ...running,
  ];
  if (given.gradOutput === undefined) return comparisons;

  output.backward(tensorOf(engine, given.gradOutput));
  for (const [i, input] of inputs.entries()) {
    comparisons.push({
      what: `gradient ${i}`,
      expected: given.grads![i]!,
      got: input.grad === undefined ? [] : await read(input.grad),
      shape: input.grad?.shape ?? [],
      recordedError: given.gradF32Error![i]!,
    });
  }
  return comparisons;
}

/** What a training batch norm leaves in the running statistics. */
async function runningStatistics(inputs: readonly Tensor[], given: TorchCase): Promise<Comparison[]> {
  const { momentum = 0.1, runningMean, runningVar, training } = given.params;
  if (given.runningMeanAfter === undefined || training !== true) return [];
  const statistics = ops.batchStatistics(inputs[0]!);
  const updated = async (running: TorchTensor, batch: Tensor): Promise<number[]> => {
    const values = await read(batch);
    return numbersOf(running).map((value, i) => (1 - momentum) * value + momentum * values[i]!);
  };
  const shape = statistics.mean.shape;
  return [
    {
      what: "running mean",
      expected: given.runningMeanAfter,
      got: await updated(runningMean!, statistics.mean),
      shape,
      recordedError: 0,
    },
    {
      what: "running variance",
      expected: given.runningVarAfter!,
      got: await updated(runningVar!, statistics.variance),
      shape,
      recordedError: 0,
    },
  ];
}

function disagreement({ what, expected, got, shape, recordedError }: Comparison): string | undefined {
  if (shape.join() !== expected.shape.join()) return `${what}: expected shape [${expected.shape}], got [${shape}]`;
  const values = numbersOf(expected);
  const largest = values.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  const tolerance = Math.max(4 * recordedError, 8 * ulpF32(largest));
  const at = values.findIndex((value, i) => !Object.is(value, got[i]) && !(Math.abs(value - got[i]!) <= tolerance));
  if (at === -1) return undefined;
  return `${what}[${at}]: expected ${values[at]} ± ${tolerance}, got ${got[at]}`;
}

const counterparts: Readonly<Record<string, Counterpart>> = {
  ...mapValues(
    binaryOps,
    (op): Counterpart =>
      ([a, b]) =>
        op(a!, b!),
  ),
  ...mapValues(
    unaryOps,
    (op): Counterpart =>
      ([x]) =>
        op(x!),
  ),
  where: ([a, b], { indices }, engine) =>
    ops.where(engine.tensor(bytesOf(indices!.condition!), indices!.condition!.shape), a!, b!),
  // a matrix has two axes here: no products of vectors
  matmul: ([a, b]) => (a!.rank < 2 || b!.rank < 2 ? undefined : ops.matmul(a!, b!)),
  conv2d: ([x, weight, bias], { params }) => ops.conv2d(x!, weight!, bias, params),
  maxPool2d: ([x], { params }) => ops.maxPool2d(x!, params.kernel!, params),
  avgPool2d: ([x], { params }) => ops.avgPool2d(x!, params.kernel!, params),
  sum: ([x], given) => ops.sum(x!, reductionOf(given)),
  mean: ([x], given) => ops.mean(x!, reductionOf(given)),
  max: ([x], given) => ops.max(x!, reductionOf(given)),
  min: ([x], given) => ops.min(x!, reductionOf(given)),
  var: ([x], given) => ops.variance(x!, { ...reductionOf(given), correction: given.params.correction! }),
  argmax: ([x], { params }) => ops.argmax(x!, { axes: params.axis!, keepAxes: params.keepDims! }),
  softmax: ([x], { params }) => ops.softmax(x!, params.axis!),
  logSoftmax: ([x], { params }) => ops.logSoftmax(x!, params.axis!),
  reshape: ([x], { params }) => ops.reshape(x!, params.shape!),
  permute: ([x], { params }) => ops.permute(x!, params.order!),
  expand: ([x], { params }) => ops.expand(x!, params.shape!),
  gatherRows: ([x], { indices }, engine) => ops.gatherRows(x!, indexOf(engine, indices!.index!)),
  batchNorm: ([x, gamma, beta], { params }, engine) => {
    const epsilon = params.eps!;
    if (params.training === true) return ops.batchNorm(x!, gamma!, beta!, epsilon);
    const statistics = {
      mean: tensorOf(engine, params.runningMean!),
      variance: tensorOf(engine, params.runningVar!),
    };
    return ops.batchNormWith(x!, statistics, [gamma!, beta!], epsilon);
  },
  layerNorm: ([x, gamma, beta], { params }) => ops.layerNorm(x!, gamma!, beta!, params.eps!),
  // means only, without label smoothing
  crossEntropy: ([logits], { params, indices }, engine) => {
    const { reduction, labelSmoothing, ignoreIndex, weight } = params;
    if (reduction !== "mean" || labelSmoothing !== undefined) return undefined;
    return ops.crossEntropy(logits!, indexOf(engine, indices!.target!), {
      ...(ignoreIndex === undefined ? {} : { ignoreIndex }),
      ...(weight === undefined ? {} : { classWeights: tensorOf(engine, weight) }),
    });
  },
  nll: ([logits], { params, indices }, engine) =>
    params.reduction === "mean" ? ops.crossEntropy(logits!, indexOf(engine, indices!.target!)) : undefined,
  mse: ([a, b], { params }) => (params.reduction === "mean" ? ops.mse(a!, b!) : undefined),
};

function reductionOf({ params }: TorchCase): ops.ReduceOptions {
  const { axes, keepDims = false } = params;
  return { ...(axes === null || axes === undefined ? {} : { axes }), keepAxes: keepDims };
}

function tensorOf(engine: Engine, given: TorchTensor, requiresGrad = false): Tensor {
  return engine.tensor(Float32Array.from(numbersOf(given)), given.shape, { requiresGrad });
}

function indexOf(engine: Engine, given: TorchTensor): Tensor {
  return engine.tensor(Int32Array.from(numbersOf(given)), given.shape);
}

function bytesOf(given: TorchTensor): Uint8Array {
  return Uint8Array.from(numbersOf(given));
}

async function read(tensor: Tensor): Promise<number[]> {
  return Array.from(await tensor.read());
}

function mapValues<V, W>(table: Readonly<Record<string, V>>, f: (value: V) => W): Record<string, W> {
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, f(value)]));
}
