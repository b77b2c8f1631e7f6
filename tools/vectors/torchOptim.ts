import { createEngine, type Engine } from "@binade/autograd";
import { optimizerStateLayout } from "@binade/backend";
import { createCpuBackend } from "@binade/backend-cpu";
import { Adam, AdamW, clipGradNorm, type Optimizer, type Parameter, SGD } from "@binade/nn";
import { numbersOf, type TorchTensor, ulpF32 } from "./torchTensor.ts";
import type { VectorResult } from "./vectorResult.ts";

interface OptimFile {
  readonly initial: readonly TorchTensor[];
  /** Per step, the gradient of every parameter. */
  readonly grads: readonly (readonly TorchTensor[])[];
  readonly runs: readonly OptimRun[];
  readonly clipGradNorm: readonly ClipCase[];
  readonly schedules: readonly { readonly name: string }[];
}

interface OptimRun {
  readonly optimizer: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly float64: readonly Checkpoint[];
  readonly float32: readonly Checkpoint[];
}

interface Checkpoint {
  readonly step: number;
  readonly params: readonly TorchTensor[];
}

interface ClipCase {
  readonly maxNorm: number;
  readonly normType: number | string;
  readonly grads: readonly TorchTensor[];
  readonly totalNorm: number;
  readonly clipped: readonly TorchTensor[];
}

type MakeOptimizer = (parameters: readonly Parameter[]) => Optimizer;

const tolerance = { timesF32Error: 3, ulps: 4, clipping: 1e-6 };
const disagreementsShown = 10;

/**
 * Compare optimizers and clipping with recorded ones of PyTorch: weights no further from its f64 run than 3 × its f32
 * run is, at least 4 ulp of the tensor's largest element; clipped gradients and their norm within 1e-6, relative.
 */
export async function checkTorchOptim(json: unknown): Promise<VectorResult[]> {
  const file = json as OptimFile;
  const engine = createEngine(await createCpuBackend());
  const results: VectorResult[] = [];
  for (const name of new Set(file.runs.map(({ optimizer }) => optimizer))) {
    const runs = file.runs.filter(({ optimizer }) => optimizer === name);
    results.push(await checkAll(`torch/optim ${name}`, runs, (run) => checkRun(engine, file, run)));
  }
  results.push(await checkAll("torch/optim clipGradNorm", file.clipGradNorm, (one) => checkClip(engine, one)));
  const noCounterpart = file.schedules.length;
  return [...results, { name: "torch/optim schedules", agree: 0, total: 0, noCounterpart, disagreements: [] }];
}

/** `check` gives the lines of a case that disagree, `undefined` where it has no counterpart. */
async function checkAll<C>(
  name: string,
  cases: readonly C[],
  check: (one: C) => Promise<string[] | undefined>,
): Promise<VectorResult> {
  const disagreements: string[] = [];
  let [agree, noCounterpart] = [0, 0];
  for (const [index, one] of cases.entries()) {
    const lines = await check(one);
    if (lines === undefined) noCounterpart++;
    else if (lines.length === 0) agree++;
    else disagreements.push(...lines.map((line) => `${name} (case ${index}) ${line}`));
  }
  const total = cases.length - noCounterpart;
  return { name, agree, total, noCounterpart, disagreements: disagreements.slice(0, disagreementsShown) };
}

async function checkRun(engine: Engine, { initial, grads }: OptimFile, run: OptimRun): Promise<string[] | undefined> {
  const make = counterpartOf(run);
  if (make === undefined) return undefined;
  const parameters = initial.map((tensor, i) => ({ name: `${i}`, tensor: leafOf(engine, tensor) }));
  const optimizer = make(parameters);
  const lines: string[] = [];
  for (const [index, gradients] of grads.entries()) {
    setGradients(engine, optimizer, gradients);
    optimizer.step();
    const at = run.float64.findIndex(({ step }) => step === index + 1);
    if (at === -1) continue;
    for (const [i, { tensor }] of parameters.entries()) {
      const [exact, theirs] = [run.float64[at]!.params[i]!, run.float32[at]!.params[i]!].map(numbersOf);
      const line = distanceLine(exact!, theirs!, await tensor.read());
      if (line !== undefined) lines.push(`${JSON.stringify(run.params)} step ${index + 1}, parameter ${i}: ${line}`);
    }
  }
  optimizer.dispose();
  for (const { tensor } of parameters) tensor.dispose();
  return lines;
}

function distanceLine(exact: number[], theirs: number[], ours: ArrayLike<number>): string | undefined {
  const distance = (values: ArrayLike<number>): number =>
    exact.reduce((largest, value, i) => Math.max(largest, Math.abs(value - values[i]!)), 0);
  const largest = exact.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  const allowed = Math.max(tolerance.timesF32Error * distance(theirs), tolerance.ulps * ulpF32(largest));
  const got = distance(ours);
  return got <= allowed ? undefined : `expected a distance from the f64 run of at most ${allowed}, got ${got}`;
}

/** The optimizer here that a recorded run means, if there is one that knows all its parameters. */
function counterpartOf({ optimizer, params }: OptimRun): MakeOptimizer | undefined {
  const { lr, momentum, dampening, nesterov, betas, eps, weight_decay, ...unknown } = params;
  if (Object.keys(unknown).length > 0) return undefined;
  const [beta1, beta2] = (betas ?? []) as (number | undefined)[];
  const given = { momentum, dampening, nesterov, beta1, beta2, epsilon: eps, weightDecay: weight_decay };
  const options = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return makers[optimizer]?.({ ...options, learningRate: lr as number });
}

const makers: Readonly<Record<string, (options: { readonly learningRate: number }) => MakeOptimizer>> = {
  sgd: (options) => (parameters) => new SGD(parameters, options),
  adam: (options) => (parameters) => new Adam(parameters, options),
  adamw: (options) => (parameters) => new AdamW(parameters, options),
};

async function checkClip(engine: Engine, recorded: ClipCase): Promise<string[] | undefined> {
  if (recorded.normType !== 2) return undefined;
  const parameters = recorded.grads.map((tensor, i) => ({ name: `${i}`, tensor: leafOf(engine, tensor) }));
  const optimizer = new SGD(parameters, { learningRate: 0 });
  setGradients(engine, optimizer, recorded.grads);
  clipGradNorm(optimizer, recorded.maxNorm);

  const state = new Float32Array(((await optimizer.state.read()) as Int32Array).buffer);
  const lines = relativeLine("norm", [recorded.totalNorm], [state[optimizerStateLayout.norm]!]);
  for (const [i, { gradient }] of optimizer.gradients().entries()) {
    lines.push(...relativeLine(`gradient ${i}`, numbersOf(recorded.clipped[i]!), await gradient.read()));
  }
  optimizer.dispose();
  for (const { tensor } of parameters) tensor.dispose();
  return lines;
}

function relativeLine(what: string, expected: readonly number[], got: ArrayLike<number>): string[] {
  const at = expected.findIndex((value, i) => !(Math.abs(value - got[i]!) <= tolerance.clipping * Math.abs(value)));
  return at === -1 ? [] : [`${what}[${at}]: expected ${expected[at]}, got ${got[at]}`];
}

function leafOf(engine: Engine, tensor: TorchTensor): Parameter["tensor"] {
  return engine.tensor(numbersOf(tensor), tensor.shape, { requiresGrad: true, role: "parameter" });
}

function setGradients(engine: Engine, optimizer: Optimizer, gradients: readonly TorchTensor[]): void {
  optimizer.zeroGrad();
  for (const { parameter, index } of optimizer.slots) {
    const gradient = gradients[index]!;
    parameter.grad = engine.tensor(numbersOf(gradient), gradient.shape, { role: "gradient" });
  }
}
