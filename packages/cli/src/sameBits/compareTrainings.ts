import { type ElementDifference, firstDifference } from "./firstDifference.ts";
import { TrainingEnded } from "./trainingEnded.ts";
import type { TensorDigest, WatchedTraining } from "./watchedTraining.ts";

/** The first thing that is not the same. */
export interface TrainingDifference extends ElementDifference {
  /** From 0 as in a trace; −1 before the first step. */
  readonly step: number;
  readonly tensor: string;
  /** All tensors that differ after this step, this one included, in the order of computing. */
  readonly tensors: readonly string[];
  /** How many were compared. */
  readonly tensorCount: number;
}

/** How a run compares with the first one. `undecided`: the first one ended early, with no difference until then. */
export type Outcome =
  | { readonly verdict: "reference" | "same" | "undecided" }
  | ({ readonly verdict: "differs" } & TrainingDifference)
  | { readonly verdict: TrainingEnded["verdict"]; readonly step: number; readonly problem: string };

/** Who watches: called after every step that was compared. */
export type StepWatcher = (step: number) => void;

/**
 * Take all runs forward together and compare each with the first, after every step and before the first one. A run that
 * differs or ends early is not taken further; the others are.
 *
 * @returns One outcome a run, in their order.
 */
export async function compareTrainings(
  [reference, ...others]: readonly [WatchedTraining, ...WatchedTraining[]],
  steps: number,
  onStep: StepWatcher,
): Promise<Outcome[]> {
  const outcomes = new Map<WatchedTraining, Outcome>();
  const decide = async (training: WatchedTraining, outcome: Outcome): Promise<void> => {
    outcomes.set(training, outcome);
    await training.end();
  };
  for (let step = -1; step < steps && outcomes.size < others.length && !outcomes.has(reference); step++) {
    const running = [reference, ...others.filter((training) => !outcomes.has(training))];
    const snapshots = await Promise.all(running.map((training) => caught(step, () => training.advance())));
    const [expected, ...actual] = snapshots as [Snapshot, ...Snapshot[]];
    if ("verdict" in expected) await decide(reference, expected);
    for (const [i, snapshot] of actual.entries()) {
      const training = running[i + 1] as WatchedTraining;
      if ("verdict" in snapshot) await decide(training, snapshot);
      else if (!("verdict" in expected)) {
        const runs = [reference, training] as const;
        const difference = await caught(step, () => compareStep(step, runs, [expected, snapshot]));
        if (difference !== undefined) await decide(training, difference);
      }
    }
    onStep(step);
  }
  const rest: Outcome = { verdict: outcomes.has(reference) ? "undecided" : "same" };
  return [
    outcomes.get(reference) ?? { verdict: "reference" },
    ...others.map((training) => outcomes.get(training) ?? rest),
  ];
}

type Ending = Extract<Outcome, { readonly problem: string }>;
type Snapshot = readonly TensorDigest[] | Ending;

async function compareStep(
  step: number,
  [reference, training]: readonly [WatchedTraining, WatchedTraining],
  [expected, actual]: readonly [readonly TensorDigest[], readonly TensorDigest[]],
): Promise<Outcome | undefined> {
  const tensors = expected.filter(({ digest }, i) => digest !== actual[i]?.digest).map(({ name }) => name);
  const [tensor] = tensors;
  if (tensor === undefined) return undefined;
  const element = firstDifference(await reference.tensor(tensor), await training.tensor(tensor));
  if (element === undefined) throw new Error(`same-bits: ${tensor} differs by its digest and not by its words`);
  return { verdict: "differs", step, tensor, ...element, tensors, tensorCount: expected.length };
}

/** What `body` gives; or, when a run ended in it, how. */
async function caught<R>(step: number, body: () => Promise<R>): Promise<R | Ending> {
  try {
    return await body();
  } catch (error) {
    if (!(error instanceof TrainingEnded)) throw error;
    return { verdict: error.verdict, step, problem: error.message };
  }
}
