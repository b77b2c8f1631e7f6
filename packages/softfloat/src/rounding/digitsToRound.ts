import type { Code, Format } from "../format/format.ts";
import type { RoundingOptions } from "./roundingOptions.ts";

/** How many leading digits of an endless expansion decide its rounding, if a sticky digit follows them. */
export function digitsToRound(format: Format<Code>, { random }: RoundingOptions): number {
  return format.precision + 2 + (random?.count ?? 0);
}
