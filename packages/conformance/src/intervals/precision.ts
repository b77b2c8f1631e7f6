import { decode, type Format, FP16, FP32, round, ulp } from "@binade/softfloat";
import { hull, type Interval, point } from "./interval.ts";

/** A format that WGSL computes in, with the numbers its rules are written in. */
export interface Precision {
  readonly format: Format;
  readonly leastNormal: number;
  readonly maxFinite: number;
}

export const f32: Precision = precision(FP32);
export const f16: Precision = precision(FP16);

function precision(format: Format): Precision {
  return {
    format,
    leastNormal: decode(format, 1 << (format.precision - 1)),
    maxFinite: decode(format, format.maxFinite),
  };
}

/** An operand: a subnormal one may be read as zero. */
export function operandInterval({ leastNormal }: Precision, x: number): Interval {
  return Math.abs(x) < leastNormal ? hull(point(x), point(0)) : point(x);
}

/** Correctly rounded as WGSL means it: either neighbour, and zero for what may be subnormal. Undefined beyond the range. */
export function correctlyRounded(precision: Precision, { low, high }: Interval): Interval | undefined {
  const { format } = precision;
  return flushed(precision, {
    low: round(format, low, { rounding: "roundTowardNegative" }),
    high: round(format, high, { rounding: "roundTowardPositive" }),
  });
}

/** Off by up to so many units in the last place. */
export function withinUlps(precision: Precision, { low, high }: Interval, count: number): Interval | undefined {
  const { format } = precision;
  return correctlyRounded(precision, { low: low - count * ulp(format, low), high: high + count * ulp(format, high) });
}

/** Off by up to an absolute error. */
export function withinError(precision: Precision, { low, high }: Interval, error: number): Interval | undefined {
  return correctlyRounded(precision, { low: low - error, high: high + error });
}

/** A result that may be subnormal may be zero; beyond the range anything is accepted. */
function flushed({ leastNormal, maxFinite }: Precision, { low, high }: Interval): Interval | undefined {
  if (!(low >= -maxFinite && high <= maxFinite)) return undefined;
  return {
    low: low > 0 && low < leastNormal ? 0 : low,
    high: high < 0 && high > -leastNormal ? 0 : high,
  };
}
