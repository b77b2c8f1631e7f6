import type { RoundingOptions } from "../rounding/roundingOptions.ts";

/**
 * Random bits for the elements of an array: `bits(index)` is an integer of `count` bits for the element at `index`. A
 * function of the index alone, such as a counter-based generator or the read of a table, makes a run that can be replayed.
 */
export interface RandomSource {
  readonly bits: (index: number) => number | bigint;
  readonly count: number;
}

/** {@link RoundingOptions} for many elements: the same, with random bits for each. */
export interface BulkOptions extends Omit<RoundingOptions, "random"> {
  /** For `"stochastic"`, and needed there. */
  readonly random?: RandomSource | undefined;
}

/** The options of one element. */
export function optionsAt({ random, ...options }: BulkOptions, index: number): RoundingOptions {
  if (random === undefined) return options;
  return { ...options, random: { bits: random.bits(index), count: random.count } };
}
