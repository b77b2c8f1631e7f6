import { decode } from "../conversion/decode.ts";
import { encode } from "../conversion/encode.ts";
import { log10 } from "../elementary/logarithms.ts";
import { FP64 } from "../format/formats.ts";

/** One element and what became of it. */
export interface ElementError {
  readonly index: number;
  readonly value: number;
  readonly quantized: number;
  /** `quantized − value`. */
  readonly error: number;
}

/**
 * What a quantisation lost. Elements that were NaN or ±∞ to begin with are left out, but for `notFinite`; a number that
 * became NaN counts as an infinite error.
 */
export interface QuantizationError {
  /** Signal to quantisation noise, `10 · log₁₀(Σ x² / Σ (x̂ − x)²)`; ∞ where nothing was lost. */
  readonly sqnrDecibels: number;
  /** The element with the largest error, the first of them; `undefined` where there is no error. */
  readonly worst: ElementError | undefined;
  /** Share of the nonzero elements that became zero. */
  readonly fractionFlushed: number;
  /** How many elements were NaN or ±∞. */
  readonly notFinite: number;
}

/**
 * Compare quantised values with the ones that they stand for.
 *
 * Accuracy: the sums are binary64 in index order, within n · 2^-53 of the exact ones, and the logarithm of their quotient
 * is correctly rounded: the same report in every engine.
 *
 * @throws RangeError when the lengths differ.
 * @see B. Rouhani et al., “With Shared Microexponents, A Little Shifting Goes a Long Way”, 2023, for the measure.
 * @example
 * import { quantizationError } from "@binade/softfloat";
 *
 * const { sqnrDecibels, worst, fractionFlushed } = quantizationError(Float32Array.of(3, 0.1, 4), Float32Array.of(3, 0, 4));
 * worst?.index; // 1
 * fractionFlushed; // 0.3333333333333333
 */
export function quantizationError(
  values: Float32Array | Float64Array,
  quantized: Float32Array | Float64Array,
): QuantizationError {
  if (values.length !== quantized.length) {
    const expected = `${values.length} quantized values`;
    throw new RangeError(`quantizationError: ${expected} expected, got ${quantized.length}`);
  }
  let signal = 0;
  let noise = 0;
  let nonzero = 0;
  let flushed = 0;
  let notFinite = 0;
  let worst: ElementError | undefined;
  for (const [index, value] of values.entries()) {
    if (!Number.isFinite(value)) {
      notFinite++;
      continue;
    }
    const became = quantized[index] as number;
    const error = Number.isNaN(became) ? Number.POSITIVE_INFINITY : became - value;
    signal += value * value;
    noise += error * error;
    if (value !== 0) nonzero++;
    if (value !== 0 && became === 0) flushed++;
    if (Math.abs(error) > Math.abs(worst?.error ?? 0)) {
      worst = { index, value, quantized: became, error };
    }
  }
  const fractionFlushed = nonzero === 0 ? 0 : flushed / nonzero;
  return {
    sqnrDecibels: noise === 0 ? Number.POSITIVE_INFINITY : decibels(signal / noise),
    worst,
    fractionFlushed,
    notFinite,
  };
}

function decibels(ratio: number): number {
  return 10 * decode(FP64, log10(FP64, encode(FP64, ratio)));
}
