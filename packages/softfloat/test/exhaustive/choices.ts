import { modes } from "../oracle/round.ts";
import type { Options } from "../oracle/special.ts";

/** Every mode, with and without saturation, under both kinds of tininess; the defaults first. */
export const everyChoice: readonly Options[] = (["afterRounding", "beforeRounding"] as const).flatMap((tininess) =>
  [false, true].flatMap((saturate) => modes.map((rounding): Options => ({ rounding, saturate, tininess }))),
);

/** Stochastic rounding that never carries, in part, and wherever it can. */
export const someRandomBits: readonly Options[] = [0, 5, 7].map(
  (bits): Options => ({ rounding: "stochastic", random: { bits, count: 3 } }),
);

/** Tiny results to zero, under both kinds of tininess. */
export const everyFlush: readonly Options[] = (["afterRounding", "beforeRounding"] as const).map(
  (tininess): Options => ({ flushOutputs: true, flushInputs: true, tininess }),
);

/** For NaN operands. */
export const everyNaNPolicy: readonly Options[] = (["canonical", "keepSign", "propagate"] as const).flatMap((nan) =>
  (["maxFinite", "oppositeZero"] as const).map((nanSubstitute): Options => ({ nan, nanSubstitute })),
);
