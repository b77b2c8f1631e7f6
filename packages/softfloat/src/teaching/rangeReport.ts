import { type BulkOptions, optionsAt } from "../arrays/bulkOptions.ts";
import { unpackNumber } from "../codes/unpackNumber.ts";
import { decode } from "../conversion/decode.ts";
import { encode } from "../conversion/encode.ts";
import { log10 } from "../elementary/logarithms.ts";
import type { Code, Format } from "../format/format.ts";
import { FP64 } from "../format/formats.ts";
import { createFlags } from "../rounding/flags.ts";
import { roundToCode } from "../rounding/roundToCode.ts";
import { binadeOf } from "./binadeOf.ts";
import { createTally, type RangeOutcome, type RangeTally, record } from "./rangeTally.ts";
import { roundData } from "./roundData.ts";

/** Elements of one binade: `2^exponent ≤ |x| < 2^(exponent + 1)`. */
export interface BinadeCount {
  readonly exponent: number;
  readonly count: number;
  /** How many of them became zero. */
  readonly flushedToZero: number;
  /** How many of them overflowed or saturated. */
  readonly overflowed: number;
}

/** How data fits into the range of a format, as plain data that JSON keeps. */
export interface RangeReport {
  readonly format: string;
  /** Least exponent of a number of the format, least of a normal one, greatest of a finite one. */
  readonly exponents: { readonly least: number; readonly emin: number; readonly emax: number };
  readonly scale: number;
  /** Number of elements. */
  readonly count: number;
  readonly counts: Readonly<Record<RangeOutcome, number>>;
  /** The same as shares of all elements; 0 where there are none. */
  readonly shares: Readonly<Record<RangeOutcome, number>>;
  /** Finite elements that rounding did not change. */
  readonly exact: number;
  /** Magnitudes, after scaling, of the elements that are finite and not zero; null where there are none. */
  readonly smallest: number | null;
  readonly largest: number | null;
  /** How many times the scale could be doubled before the largest overflows; negative if it does already. */
  readonly doublingsLeft: number | null;
  /** Sum of x² over the elements that are finite before and after. */
  readonly signalEnergy: number;
  /** Sum of the squared errors of the same. */
  readonly errorEnergy: number;
  /** Signal-to-quantization-noise ratio in decibels, 10·log₁₀ of their quotient; null where one of them is 0. */
  readonly sqnrDecibels: number | null;
  /** From the binade of the smallest to that of the largest, empty ones between included. */
  readonly histogram: readonly BinadeCount[];
}

/** How to round, and what to multiply by before. */
export interface RangeReportOptions extends Omit<BulkOptions, "flags"> {
  /** The loss scale: each element is multiplied by it in binary64, exactly if it is a power of two. Default: 1. */
  readonly scale?: number | undefined;
}

/**
 * How data, such as the gradients of a layer, fits into the range of a format: what overflows, saturates, becomes
 * subnormal or zero, how large the rounding error is, and how many elements lie in each binade.
 *
 * Elements are rounded from binary64, as `encodeInto` does, which is fast for formats of at most 16 bits. Energies are
 * binary64 sums in the order of the elements; they overflow or vanish for data beyond 2^±500. Accuracy: counts are exact;
 * `sqnrDecibels` is right but for a few units of its last digit.
 *
 * @param data - Elements of any kind, NaN and ±∞ too.
 * @throws TypeError when an element is no number.
 * @throws RangeError when `scale` is not a positive number, or random bits for `stochastic` are missing.
 * @see P. Micikevicius et al., “Mixed Precision Training”, 2018, figure 3.
 * @example
 * import { FP16 } from "@binade/softfloat";
 * import { rangeReport } from "@binade/softfloat/teaching";
 *
 * const gradients = Float32Array.of(1e-9, 3e-8, 0.5, 0);
 * rangeReport(FP16, gradients).counts.flushedToZero; // 1
 * rangeReport(FP16, gradients, { scale: 65536 }).counts.flushedToZero; // 0
 * rangeReport(FP16, gradients).doublingsLeft; // 16
 */
export function rangeReport(
  format: Format<Code>,
  data: Float32Array | Float64Array | readonly number[],
  { scale = 1, ...options }: RangeReportOptions = {},
): RangeReport {
  if (!(Number.isFinite(scale) && scale > 0)) {
    throw new RangeError(`rangeReport: options.scale, a positive number, expected, got ${scale}`);
  }
  const scaled = new Float64Array(data.length);
  for (const [index, element] of data.entries()) {
    if (typeof element !== "number") {
      throw new TypeError(`rangeReport: numbers expected, got ${typeof element} at index ${index}`);
    }
    scaled[index] = element * scale;
  }
  const { values, overflowed } = roundData(format, scaled, options);
  const tally = createTally(format);
  for (const [index, x] of scaled.entries()) {
    const [element, y] = [data[index] as number, values[index] as number];
    record(tally, { element, x, y, isOverflow: overflowed[index] === 1 });
  }
  return report(tally, scale, options);
}

function report(tally: RangeTally, scale: number, options: BulkOptions): RangeReport {
  const { format, counts, exact, smallest, largest, signalEnergy, errorEnergy } = tally;
  const count = Object.values(counts).reduce((sum, each) => sum + each, 0);
  const shares = Object.fromEntries(Object.entries(counts).map(([outcome, each]) => [outcome, each / (count || 1)]));
  const { emin, emax, hasSubnormals, precision } = format;
  return {
    format: format.name,
    exponents: { least: hasSubnormals ? emin - (precision - 1) : emin, emin, emax },
    scale,
    count,
    counts,
    shares: shares as Record<RangeOutcome, number>,
    exact,
    smallest: largest === 0 ? null : smallest,
    largest: largest === 0 ? null : largest,
    doublingsLeft: largest === 0 ? null : doublingsLeft(format, largest, options),
    signalEnergy,
    errorEnergy,
    sqnrDecibels: signalEnergy === 0 || errorEnergy === 0 ? null : decibels(signalEnergy / errorEnergy),
    histogram: histogramOf(tally),
  };
}

function doublingsLeft(format: Format<Code>, largest: number, options: BulkOptions): number {
  const { significand, exponent } = unpackNumber(largest);
  const doublings = format.emax - binadeOf(largest);
  const flags = createFlags();
  roundToCode(format, false, significand, exponent + doublings, { ...optionsAt(options, 0), flags });
  return flags.overflow ? doublings - 1 : doublings;
}

/** `10·log₁₀ ratio`; the host's logarithm differs between engines, so it is taken in FP64. */
function decibels(ratio: number): number {
  return 10 * decode(FP64, log10(FP64, encode(FP64, ratio)));
}

function histogramOf({ bins }: RangeTally): BinadeCount[] {
  if (bins.size === 0) return [];
  const exponents = [...bins.keys()];
  const first = exponents.reduce((least, each) => Math.min(least, each));
  const last = exponents.reduce((greatest, each) => Math.max(greatest, each));
  const empty = { count: 0, flushedToZero: 0, overflowed: 0 };
  return Array.from({ length: last - first + 1 }, (_, i) => ({
    exponent: first + i,
    ...(bins.get(first + i) ?? empty),
  }));
}
