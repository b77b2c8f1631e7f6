import type { RoundingOptions } from "../rounding/roundingOptions.ts";

/** Random bits to tell the chances with, where the caller gives none. */
export const lotBits = 64;

/** The options themselves, or for stochastic without random bits those of both ends of the lottery. */
export function draws(options: RoundingOptions): readonly [RoundingOptions, ...RoundingOptions[]] {
  if (options.rounding !== "stochastic" || options.random !== undefined) return [options];
  const least = { ...options, random: { bits: 0, count: lotBits } };
  return [least, { ...least, random: { bits: (1n << BigInt(lotBits)) - 1n, count: lotBits } }];
}
