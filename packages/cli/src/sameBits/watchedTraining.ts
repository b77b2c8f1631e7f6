import type { TensorWords } from "@binade/autograd";
import type { Dtype } from "@binade/backend";

/** A tensor of a run at one moment: its words in row-major order, NaN canonical (N1). */
export interface WatchedTensor {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly words: TensorWords;
}

/** What two runs exchange instead of a tensor: equal digests, equal words. */
export interface TensorDigest {
  readonly name: string;
  /** SHA-256 of the words, in hex. */
  readonly digest: string;
}

/** A training run that is taken forward step by step, and whose tensors can be looked at in between. */
export interface WatchedTraining {
  /** By name or by the path of a module, as it was asked for. */
  readonly backend: string;
  /** First to before the first step, then over one step a call; all tensors there are, in the order of computing. */
  advance(): Promise<readonly TensorDigest[]>;
  /** A tensor as the last `advance` left it. */
  tensor(name: string): Promise<WatchedTensor>;
  /** Free everything; a second call does nothing. */
  end(): Promise<void>;
}
