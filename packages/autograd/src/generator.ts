/** The place of a run in its random numbers; part of a checkpoint. */
export interface GeneratorState {
  readonly seed: number;
  readonly calls: number;
}

/** Numbers its calls: call n uses stream n of the counter-based generator of the contract (N16). */
export class Generator {
  readonly seed: number;
  #calls: number;

  /** @param seed - An integer from 0 to 2^53 − 1. */
  constructor(seed: number, calls = 0) {
    if (!Number.isSafeInteger(seed) || seed < 0) {
      throw new RangeError(`generator: seed must be an integer from 0 to 2^53 - 1, got ${seed}`);
    }
    this.seed = seed;
    this.#calls = calls;
  }

  /** The stream of the next call. */
  next(): { seed: number; stream: number } {
    return { seed: this.seed, stream: this.#calls++ };
  }

  get state(): GeneratorState {
    return { seed: this.seed, calls: this.#calls };
  }

  static from(state: GeneratorState): Generator {
    return new Generator(state.seed, state.calls);
  }
}
