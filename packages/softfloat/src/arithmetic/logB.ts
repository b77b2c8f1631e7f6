import { anyNaN, isZero } from "../codes/specials.ts";
import { unpack } from "../codes/unpack.ts";
import type { Code, Format } from "../format/format.ts";
import { bitLength } from "../rounding/bitLength.ts";
import type { Flags } from "../rounding/flags.ts";

/** How {@link logB} reads its operand, and where it records exceptions. */
export interface LogBOptions {
  /** Read a subnormal operand as zero. */
  readonly flushInputs?: boolean | undefined;
  readonly flags?: Flags | undefined;
}

/**
 * The exponent of a code as a number: `⌊log2 |a|⌋`, also for subnormals, as if they were normalised.
 *
 * NaN gives NaN (a signaling one raises invalid) and ±∞ gives ∞. ±0 raises divideByZero and gives −∞. Accuracy: exact.
 *
 * @see IEEE 754-2019 §5.3.3 (logB).
 * @example
 * import { FP16, logB } from "@binade/softfloat";
 *
 * logB(FP16, 0x0001); // -24
 * logB(FP16, 0xc600); // 2
 */
export function logB<C extends Code>(format: Format<C>, a: NoInfer<C>, options: LogBOptions = {}): number {
  const { flushInputs, flags } = options;
  const x = unpack(format, a, flushInputs);
  if (anyNaN([x], flags)) return Number.NaN;
  if (x.kind === "infinite") return Number.POSITIVE_INFINITY;
  if (!isZero(x)) return x.exponent + bitLength(x.significand) - 1;
  if (flags !== undefined) flags.divideByZero = true;
  return Number.NEGATIVE_INFINITY;
}
