import { setImmediate } from "node:timers/promises";
import type { LedgerReport } from "@binade/autograd";
import type { Backend, KernelTime } from "@binade/backend";
import type { PrecisionName } from "@binade/nn";
import type { GradientShares, ProbeResult } from "./gradientProbe.ts";
import type { Mnist } from "./mnist.ts";
import type { Task } from "./tasks.ts";
import { TrainingRun } from "./trainingRun.ts";

/** What is trained, on what and how. */
export interface TrainingOptions {
  readonly backend: Backend;
  readonly task: Task;
  readonly data: Mnist;
  readonly precision: PrecisionName;
  readonly steps: number;
  readonly batch: number;
  readonly seed: number;
  /** How many times in a run the gradients are looked at, beside those of f32. */
  readonly probes: number;
}

export interface RunOptions extends TrainingOptions {
  /** To go on from. */
  readonly checkpoint?: Uint8Array | undefined;
  /** Steps between two checkpoints; none by default. */
  readonly checkpointEvery?: number | undefined;
  readonly onCheckpoint?: (checkpoint: Uint8Array) => Promise<void>;
  readonly onStep: (step: number, loss: number) => void;
  /** Aborts between two steps. */
  readonly signal: AbortSignal;
}

/** One step as the trace and the report show it. */
export interface StepRecord {
  readonly step: number;
  readonly loss: number;
  /** The 32 bits of the loss in hex, NaN canonical. */
  readonly lossBits: string;
  readonly scale: number;
  readonly skipped: boolean;
  /** Why it was skipped. */
  readonly reason?: string;
}

export interface RunResult extends GradientShares {
  readonly precision: PrecisionName;
  readonly description: string;
  readonly steps: number;
  readonly seconds: number;
  readonly testAccuracy: number;
  readonly skippedSteps: number;
  readonly finalScale: number;
  /** Share of the weights that hold the same bits as before training. */
  readonly unmovedShare: number;
  readonly memory: LedgerReport;
  readonly records: readonly StepRecord[];
  readonly probes: readonly ProbeResult[];
  /** Where the device's time went in the steps, the looks at f32 gradients among them; only if it was timed. */
  readonly times?: readonly KernelTime[];
}

/** One training run from the seed, then the accuracy over the test images. */
export async function runTraining(options: RunOptions): Promise<RunResult> {
  const { checkpoint, checkpointEvery = Number.POSITIVE_INFINITY, onCheckpoint } = options;
  const run = await (checkpoint === undefined ? TrainingRun.start(options) : TrainingRun.resume(options, checkpoint));
  try {
    for (let step = run.stepsDone; step < options.steps; step++) {
      await setImmediate(); // lets signals and timers in: the steps alone never leave the microtask queue
      options.signal.throwIfAborted();
      const { loss } = await run.step(step);
      options.onStep(step, loss);
      if ((step + 1) % checkpointEvery === 0) await onCheckpoint?.(await run.checkpoint());
    }
    return await run.result();
  } finally {
    run.dispose();
  }
}
