import {
  createArrayAdapter,
  GradScaler,
  type LossScaleOptions,
  LossScalerError,
  type StepReport,
} from "../src/index.ts";

/** One iteration as the recorded traces show it; lists have one entry an optimizer. */
export interface ScalerRunStep {
  readonly scale: number;
  readonly tracker: number;
  readonly applied: readonly (0 | 1)[];
  readonly foundNonFinite: readonly (0 | 1)[];
  /** Code of the last misuse, or null. */
  readonly code: string | null;
}

const gradientValues: Readonly<Record<string, number>> = {
  g: 1,
  z: 0,
  i: Number.POSITIVE_INFINITY,
  j: Number.NEGATIVE_INFINITY,
  n: Number.NaN,
};

/** Run a `GradScaler` over events: per iteration a word an optimizer, a letter a parameter, `-` where it has no gradient. */
export async function scalerRun(
  iterations: readonly (readonly string[])[],
  options: LossScaleOptions,
): Promise<readonly ScalerRunStep[]> {
  let words: readonly string[] = [];
  const counts: number[] = [];
  const adapter = createArrayAdapter<number>({
    gradients: (optimizer) =>
      [...(words[optimizer] ?? "")].flatMap((letter, i) =>
        letter === "-" ? [] : [{ name: `p${i}`, values: Float32Array.of(1, gradientValues[letter]!, 2) }],
      ),
    step: (optimizer) => {
      counts[optimizer] = (counts[optimizer] ?? 0) + 1;
    },
  });
  const scaler = new GradScaler(adapter, options);
  const steps: ScalerRunStep[] = [];
  for (words of iterations) {
    counts.length = 0;
    steps.push(await runIteration(scaler, words.length, (optimizer) => counts[optimizer] === 1));
  }
  return steps;
}

async function runIteration(
  scaler: GradScaler<number, number>,
  optimizerCount: number,
  hasStepped: (optimizer: number) => boolean,
): Promise<ScalerRunStep> {
  let code: string | null = null;
  const attempt = <T>(call: () => T): T | undefined => {
    try {
      return call();
    } catch (error) {
      if (!(error instanceof LossScalerError)) throw error;
      code = error.code;
      return undefined;
    }
  };

  scaler.scale(1);
  const pending: (Promise<StepReport> | undefined)[] = [];
  for (let i = 0; i < optimizerCount; i += 1) pending.push(attempt(() => scaler.step(i)));
  attempt(() => scaler.update());

  const { scale, growthTracker } = await scaler.state();
  const reports = await Promise.all(pending);
  for (const report of reports) {
    if (report !== undefined && (report.scaleAfter !== scale || report.growthTracker !== growthTracker)) {
      throw new Error(`report: scale ${report.scaleAfter} after the step, the state has ${scale}`);
    }
  }
  for (const [i, report] of reports.entries()) {
    if (hasStepped(i) !== (report?.stepped ?? false)) throw new Error(`report: stepped is wrong for optimizer ${i}`);
  }
  return {
    scale,
    tracker: growthTracker,
    applied: reports.map((report) => (report?.stepped ? 1 : 0)),
    foundNonFinite: reports.map((report) => (report === undefined || report.nonFinite.length === 0 ? 0 : 1)),
    code,
  };
}
