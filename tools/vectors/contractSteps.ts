import { type Engine, run, type Tensor } from "@binade/autograd";
import { type KernelParams, optimizerStateLayout, parameterFlags, scalerStateLayout } from "@binade/backend";
import type { ClipCase, OptimizerCase, UnscaleCase } from "./contractFile.ts";
import { f32TensorOf, hexOf, tensorOf } from "./hexWords.ts";

/** Words that a case gives and words that it demands, labelled. */
export interface Outcome {
  readonly label: string;
  readonly expected: string;
  readonly got: string;
}

/** Weights after steps of an optimizer (N10, N11), its state as the kernels keep it. */
export async function optimizerOutcomes(engine: Engine, recorded: OptimizerCase): Promise<Outcome[]> {
  const weights = f32TensorOf(engine, recorded.initial);
  const state = engine.zeros([optimizerStateLayout.flags + 1], { dtype: "i32" });
  const step = recorded.optimizer === "sgd" ? sgd(engine, recorded, weights) : adam(engine, recorded, weights);
  const outcomes: Outcome[] = [];
  for (const [i, words] of recorded.grads.entries()) {
    step(f32TensorOf(engine, words), state);
    run(engine, "advanceStep", [state], [], {});
    const expected = recorded.after.find((checkpoint) => checkpoint.step === i + 1);
    if (expected === undefined) continue;
    outcomes.push({ label: `step ${expected.step}`, expected: expected.weights, got: await hexOf(weights) });
  }
  return outcomes;
}

type Step = (g: Tensor, state: Tensor) => void;

function sgd(engine: Engine, { params }: OptimizerCase, weights: Tensor): Step {
  const { lr, momentum = 0, dampening = 0, nesterov = false, weightDecay = 0 } = params;
  const buffer = momentum === 0 ? [] : [engine.zeros(weights.shape)];
  const options = { learningRate: lr, momentum, dampening, nesterov, weightDecay, parameter: 0 };
  return (g, state) => run(engine, "sgdStep", [weights, ...buffer, state], [g], options);
}

function adam(engine: Engine, { params, optimizer, grads }: OptimizerCase, weights: Tensor): Step {
  const decoupled = optimizer === "adamw";
  const { lr, beta1 = 0.9, beta2 = 0.999, eps = 1e-8, weightDecay = decoupled ? 0.01 : 0 } = params;
  const options: KernelParams["adamStep"] = { learningRate: lr, beta1, beta2, epsilon: eps, weightDecay, decoupled };
  const tables = [beta1, beta2].map((beta) => engine.tensor(biasCorrections(beta, grads.length)));
  const moments = [engine.zeros(weights.shape), engine.zeros(weights.shape)];
  return (g, state) => run(engine, "adamStep", [weights, ...moments], [g, state, ...tables], options);
}

/** rn32(1 − p), p ← p·β in f64 by repeated product (N10). */
function biasCorrections(beta: number, steps: number): Float32Array {
  const corrections = new Float32Array(steps);
  for (let i = 0, power = beta; i < steps; i++, power *= beta) corrections[i] = 1 - power;
  return corrections;
}

/** Norm, coefficient and gradients of a clipping (N13). */
export async function clipOutcomes(engine: Engine, recorded: ClipCase): Promise<Outcome[]> {
  const state = engine.zeros([optimizerStateLayout.flags + recorded.grads.length], { dtype: "i32" });
  const gradients = recorded.grads.map((g) => tensorOf(engine, g));
  run(engine, "clip", [state, ...gradients], [], { maxNorm: recorded.maxNorm });
  const stateWords = await hexOf(state);
  const wordAt = (index: number): string => stateWords.slice(index * 8, (index + 1) * 8);
  const clipped = await Promise.all(gradients.map(hexOf));
  return [
    { label: "total norm", expected: recorded.totalNorm, got: wordAt(optimizerStateLayout.norm) },
    { label: "coefficient", expected: recorded.coef, got: wordAt(optimizerStateLayout.coef) },
    ...recorded.clipped.map((expected, i) => ({ label: `gradient ${i}`, expected, got: clipped[i]! })),
  ];
}

/** g·rn32(1 ÷ scale), and whether a gradient was not finite (N12). */
export async function unscaleOutcomes(engine: Engine, recorded: UnscaleCase): Promise<Outcome[]> {
  const scaler = engine.tensor(new Int32Array(scalerStateLayout.wordCount));
  const scale = f32TensorOf(engine, recorded.scale);
  engine.backend.write(scaler.storage.buffer, await engine.backend.read(scale.storage.buffer, 0, 4));
  const state = engine.zeros([optimizerStateLayout.flags + 1], { dtype: "i32" });
  const g = f32TensorOf(engine, recorded.grads);
  run(engine, "unscaleAndCheck", [state, g], [scaler], { parameters: [0], recheck: false });
  const words = await state.readWords();
  const flagged = (words[optimizerStateLayout.flags]! & (parameterFlags.inf | parameterFlags.nan)) === 0 ? 0 : 1;
  return [
    { label: "gradient", expected: recorded.after, got: await hexOf(g) },
    { label: "found", expected: `${recorded.found}`, got: `${words[optimizerStateLayout.found]}` },
    { label: "flag", expected: `${recorded.found}`, got: `${flagged}` },
  ];
}
