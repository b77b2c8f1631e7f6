import {
  add,
  batchNorm,
  batchStatistics,
  dropout,
  type Engine,
  Generator,
  layerNorm,
  mul,
  run,
  type Tensor,
  uniform,
} from "@binade/autograd";
import type { BatchNormCase, NormalizationCase, RandomCase } from "./contractFile.ts";
import type { Outcome } from "./contractSteps.ts";
import { f32TensorOf, hexOf, tensorOf } from "./hexWords.ts";

/** Words, uniform values and dropout of one stream (N16). */
export async function randomOutcomes(engine: Engine, recorded: RandomCase): Promise<Outcome[]> {
  const { seed, stream, dropout: dropped } = recorded;
  const words = engine.empty([recorded.words.length / 8], "i32");
  run(engine, "random", [words], [], { kind: "words", seed, stream });
  const values = uniform(engine, [recorded.uniform.length / 8], { generator: new Generator(seed, stream) });
  const y = dropout(f32TensorOf(engine, dropped.x), dropped.p, new Generator(seed, stream));
  return [
    { label: "words", expected: recorded.words, got: await hexOf(words) },
    { label: "uniform", expected: recorded.uniform, got: await hexOf(values) },
    { label: "dropout", expected: dropped.y, got: await hexOf(y) },
  ];
}

/** Forward and all gradients of layerNorm (N14). */
export async function layerNormOutcomes(engine: Engine, recorded: NormalizationCase): Promise<Outcome[]> {
  return normalizationOutcomes(engine, recorded, layerNorm);
}

/** Forward, all gradients and the running statistics of batchNorm (N14). */
export async function batchNormOutcomes(engine: Engine, recorded: BatchNormCase): Promise<Outcome[]> {
  const { momentum } = recorded;
  const { mean, variance } = batchStatistics(tensorOf(engine, recorded.x));
  const updated = (running: string, statistic: Tensor): Promise<string> =>
    hexOf(add(mul(f32TensorOf(engine, running), 1 - momentum), mul(statistic, momentum)));
  return [
    ...(await normalizationOutcomes(engine, recorded, batchNorm)),
    {
      label: "running mean",
      expected: recorded.runningMeanAfter,
      got: await updated(recorded.runningMean, mean),
    },
    {
      label: "running variance",
      expected: recorded.runningVarAfter,
      got: await updated(recorded.runningVar, variance),
    },
  ];
}

type Normalize = (x: Tensor, gamma: Tensor, beta: Tensor, epsilon: number) => Tensor;

async function normalizationOutcomes(
  engine: Engine,
  recorded: NormalizationCase,
  normalize: Normalize,
): Promise<Outcome[]> {
  const x = tensorOf(engine, recorded.x, { requiresGrad: true });
  const gamma = f32TensorOf(engine, recorded.gamma, undefined, { requiresGrad: true });
  const beta = f32TensorOf(engine, recorded.beta, undefined, { requiresGrad: true });
  const y = normalize(x, gamma, beta, recorded.eps);
  y.backward(f32TensorOf(engine, recorded.g, x.shape));
  return [
    { label: "y", expected: recorded.y, got: await hexOf(y) },
    { label: "∂x", expected: recorded.gx, got: await hexOf(x.grad!) },
    { label: "∂gamma", expected: recorded.gGamma, got: await hexOf(gamma.grad!) },
    { label: "∂beta", expected: recorded.gBeta, got: await hexOf(beta.grad!) },
  ];
}
