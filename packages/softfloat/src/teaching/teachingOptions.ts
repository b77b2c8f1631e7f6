import type { RoundingOptions } from "../rounding/roundingOptions.ts";

/** Options of a function that explains: those of the operation, without flags, which are part of what it returns. */
export type TeachingOptions = Omit<RoundingOptions, "flags">;
