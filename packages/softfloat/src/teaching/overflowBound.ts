import { type Unpacked, unpack } from "../codes/unpack.ts";
import { roundUnpacked } from "../conversion/convert.ts";
import { numberOf } from "../conversion/decode.ts";
import type { Code, Format } from "../format/format.ts";
import { createFlags } from "../rounding/flags.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { between } from "./between.ts";

/** From which magnitude on numbers of one sign overflow. */
export interface OverflowBound {
  readonly magnitude: number;
  /** Whether that one does already. */
  readonly isIncluded: boolean;
}

/** Find it by asking the rounding, between the largest finite number and the one that a wider range would have next. */
export function overflowBound(format: Format<Code>, isNegative: boolean, options: RoundingOptions): OverflowBound {
  const largest = unpack(format, format.maxFinite);
  const beyond = { ...largest, significand: largest.significand + 1n };
  const overflows = (x: Unpacked): boolean => {
    const flags = createFlags();
    roundUnpacked(format, { ...x, isNegative }, { ...options, flags });
    return flags.overflow;
  };
  if (overflows(between(largest, beyond, 1))) return { magnitude: numberOf(largest), isIncluded: false };
  if (!overflows(between(largest, beyond, 3))) return { magnitude: numberOf(beyond), isIncluded: true };
  const midpoint = between(largest, beyond, 2);
  return { magnitude: numberOf(midpoint), isIncluded: overflows(midpoint) };
}
