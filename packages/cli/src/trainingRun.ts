import { createEngine, type Engine, Generator, type LedgerReport } from "@binade/autograd";
import type { FloatDtype } from "@binade/backend";
import { type Module, type Optimizer, precisions, Trainer, type TrainStep } from "@binade/nn";
import { batchIndices, makeBatch } from "./batchSource.ts";
import { CliError } from "./cliError.ts";
import { evaluate } from "./evaluate.ts";
import { gradientShares, type ProbeResult, probeGradients } from "./gradientProbe.ts";
import type { RunResult, StepRecord, TrainingOptions } from "./runTraining.ts";
import { notesOf, runSoFarOf } from "./trainingCheckpoint.ts";
import { readWeights, unmovedShare } from "./unmovedShare.ts";

/** A model in training, and what is known of it so far. */
export class TrainingRun {
  readonly #options: TrainingOptions;
  readonly #engine: Engine;
  readonly model: Module;
  readonly optimizer: Optimizer;
  readonly trainer: Trainer;
  readonly #batches: AsyncGenerator<Uint32Array>;
  /** Dtype of the batches: what the first product would cast them to. */
  readonly #dtype: FloatDtype;
  readonly #learningRate: number;
  readonly #records: StepRecord[] = [];
  readonly #probes: ProbeResult[] = [];
  #initialWeights: readonly Float32Array[] = [];
  #memory: LedgerReport | undefined;
  #seconds = 0;
  /** What to do when the gradients of this step are there. */
  #onGradients: (() => void) | undefined;

  private constructor(options: TrainingOptions) {
    const { backend, task, precision, batch, seed, data } = options;
    const recipe = precisions[precision];
    this.#options = options;
    this.#engine = createEngine(backend);
    this.model = task.model(this.#engine, new Generator(seed));
    this.optimizer = task.optimizer(this.model);
    this.#learningRate = this.optimizer.learningRate;
    this.#dtype = recipe.policy?.lowDtype ?? "f32";
    this.trainer = new Trainer({
      model: this.model,
      optimizer: this.optimizer,
      loss: task.loss,
      precision: { ...recipe, scaling: { ...recipe.scaling, growthInterval: task.growthInterval } },
      onGradients: () => this.#onGradients?.(),
    });
    this.#batches = batchIndices(this.#engine, data.train.labels.values.length, batch, seed);
  }

  static async start(options: TrainingOptions): Promise<TrainingRun> {
    const run = new TrainingRun(options);
    run.#initialWeights = await readWeights(run.optimizer);
    return run;
  }

  /** Steps that are behind it. */
  get stepsDone(): number {
    return this.#records.length;
  }

  /** The run as it stands, for {@link TrainingRun.resume}. */
  async checkpoint(): Promise<Uint8Array> {
    const memory = this.#memory;
    const soFar = { seconds: this.#seconds, records: this.#records, probes: this.#probes, ...(memory && { memory }) };
    return this.trainer.save(notesOf(this.#options, soFar));
  }

  /** A run that goes on from a checkpoint of one with the same settings, on any backend. */
  static async resume(options: TrainingOptions, checkpoint: Uint8Array): Promise<TrainingRun> {
    const run = await TrainingRun.start(options);
    try {
      const soFar = runSoFarOf(options, loaded(run.trainer, checkpoint));
      run.#seconds = soFar.seconds;
      run.#records.push(...soFar.records);
      run.#probes.push(...soFar.probes);
      run.#memory = soFar.memory;
      for (let step = 0; step < run.stepsDone; step++) await run.#batches.next();
      return run;
    } catch (error) {
      run.dispose();
      throw error;
    }
  }

  /** Train on the next batch. */
  async step(step: number): Promise<StepRecord> {
    const { data, steps } = this.#options;
    const indices = (await this.#batches.next()).value as Uint32Array;
    const scope = this.#engine.scope();
    try {
      const probe = this.#preparedProbe(step, indices);
      const start = performance.now();
      const { images, labels } = makeBatch(this.#engine, data.train, indices, this.#dtype);
      if (this.#memory === undefined) this.#engine.ledger.resetPeak(); // peaks are those of training, not of reading data
      this.optimizer.learningRate = (this.#learningRate * (steps - step)) / steps;
      const record = await readRecord(step, this.trainer.step(images, labels));
      this.#seconds += (performance.now() - start - probe.milliseconds()) / 1000;
      this.#records.push(record);
      await probe.finish(record.scale);
      return record;
    } finally {
      scope.end();
    }
  }

  /** Evaluate, and say how it went. */
  async result(): Promise<RunResult> {
    const { backend, precision, steps, data } = this.#options;
    const { scaler } = this.trainer;
    const times = await backend.times?.(); // before the evaluation
    return {
      precision,
      description: precisions[precision].description,
      steps,
      seconds: this.#seconds,
      testAccuracy: await evaluate(this.#engine, this.trainer, data.test),
      skippedSteps: this.#records.filter(({ skipped }) => skipped).length,
      finalScale: scaler.options.enabled ? (await scaler.state()).scale : 1,
      ...gradientShares(this.#probes),
      unmovedShare: unmovedShare(this.#initialWeights, await readWeights(this.optimizer)),
      memory: this.#memory as LedgerReport,
      records: this.#records,
      probes: this.#probes,
      ...(times && { times }),
    };
  }

  dispose(): void {
    for (const owner of [this.trainer, this.optimizer, this.model]) owner.dispose();
  }

  /** On some steps, f32 gradients beside the run's own. Their time and memory are not the run's. */
  #preparedProbe(
    step: number,
    indices: Uint32Array,
  ): { milliseconds: () => number; finish: (scale: number) => Promise<void> } {
    const { task, data, steps, probes } = this.#options;
    const isProbed = probes > 0 && step % Math.max(1, Math.floor(steps / probes)) === 0;
    let compare: ((scale: number) => Promise<ProbeResult>) | undefined;
    let milliseconds = 0;
    this.#onGradients = () => {
      if (!isProbed) return;
      const start = performance.now();
      this.#memory ??= this.#engine.ledger.report();
      compare = probeGradients(step, {
        engine: this.#engine,
        model: this.model,
        optimizer: this.optimizer,
        loss: task.loss,
        batch: () => makeBatch(this.#engine, data.train, indices),
      });
      milliseconds = performance.now() - start;
    };
    return {
      milliseconds: () => milliseconds,
      finish: async (scale) => {
        if (compare !== undefined) this.#probes.push(await compare(scale));
      },
    };
  }
}

function loaded(trainer: Trainer, checkpoint: Uint8Array): Readonly<Record<string, string>> {
  try {
    return trainer.load(checkpoint);
  } catch (error) {
    throw new CliError(`train: ${(error as Error).message}`);
  }
}

async function readRecord(step: number, { loss, report }: TrainStep): Promise<StepRecord> {
  const words = await loss.readWords();
  const { stepped, scaleBefore, reason } = await report;
  return {
    step,
    loss: new Float32Array(words.buffer, words.byteOffset, 1)[0] as number,
    lossBits: (words[0] as number).toString(16).padStart(8, "0"),
    scale: scaleBefore,
    skipped: !stepped,
    ...(stepped ? {} : { reason }),
  };
}
