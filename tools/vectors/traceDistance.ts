/** A recorded step; a loss that JSON lacks is a string. */
export interface RecordedStep {
  readonly loss: number | string;
  readonly scale: number;
  readonly skipped: boolean;
  readonly zeroGrads?: number;
}

/** Distances from the f64 run that a trace may have, step by step. */
export interface TraceTolerance {
  /** Largest relative distance of the loss; by default 4 × the recorded one so far, at least 1e-2. */
  readonly loss?: number;
  /** Largest distance of the share of zeros; by default 4 × the recorded one so far, at least 2e-2. */
  readonly zeroGrads?: number;
  /** Steps that are compared. */
  readonly steps: number;
}

interface Distances {
  readonly ours: number;
  readonly theirs: number;
}

const timesRecorded = 4;
const leastLoss = 1e-2;
const leastZeros = 2e-2;

/** Where our trace is further from the recorded f64 one than the tolerance says; the first such step. */
export function traceDisagreements(
  ours: readonly { readonly loss: number; readonly zeroGrads: number }[],
  theirs: readonly RecordedStep[],
  exact: readonly RecordedStep[],
  tolerance: TraceTolerance,
): string[] {
  const relative = (loss: number | string, k: number): number => {
    const reference = Number(exact[k]!.loss);
    return Math.abs(Number(loss) - reference) / reference;
  };
  const count = Math.min(tolerance.steps, ours.length);
  const losses = range(count).map((k) => ({ ours: relative(ours[k]!.loss, k), theirs: relative(theirs[k]!.loss, k) }));
  const lines = firstBeyond("loss", losses, { fixed: tolerance.loss, least: leastLoss });
  if (theirs[0]?.zeroGrads === undefined) return lines;

  const zeros = range(count).map((k) => {
    const reference = exact[k]!.zeroGrads!;
    return {
      ours: Math.abs(ours[k]!.zeroGrads - reference),
      theirs: Math.abs(theirs[k]!.zeroGrads! - reference),
    };
  });
  return [...lines, ...firstBeyond("share of zeros", zeros, { fixed: tolerance.zeroGrads, least: leastZeros })];
}

/** Skips from the first step on have to be the recorded ones, and the scales in them; later ones may move. */
export function skipDisagreements(
  ours: readonly { readonly scale: number; readonly skipped: boolean }[],
  theirs: readonly RecordedStep[],
): string[] {
  const compared = Math.min(theirs.findIndex(({ skipped }) => !skipped) + 1, ours.length);
  const describe = (trace: readonly { readonly scale: number; readonly skipped: boolean }[]): string =>
    trace
      .slice(0, compared)
      .map(({ scale, skipped }) => `${scale} ${skipped ? "skipped" : "stepped"}`)
      .join(", ");
  const [expected, got] = [describe(theirs), describe(ours)];
  return expected === got ? [] : [`scales and skips: expected ${expected}, got ${got}`];
}

function firstBeyond(
  what: string,
  distances: readonly Distances[],
  { fixed, least }: { readonly fixed: number | undefined; readonly least: number },
): string[] {
  let recorded = 0;
  for (const [k, { ours, theirs }] of distances.entries()) {
    recorded = Math.max(recorded, theirs);
    const allowed = fixed ?? Math.max(timesRecorded * recorded, least);
    if (!(ours <= allowed)) return [`step ${k}: ${what} is ${ours} from the f64 run, at most ${allowed} expected`];
  }
  return [];
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, k) => k);
}
