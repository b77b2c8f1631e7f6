import type { Code, Format } from "../format/format.ts";
import { powerOfTwo } from "../rounding/powerOfTwo.ts";
import { binadeOf } from "./binadeOf.ts";

/**
 * What became of an element; every element has one of them. `"nan"`, `"infinite"`, `"zero"`: it was that before.
 * `"invalid"`: the format has nothing like it. `"overflow"`: finite before, ±∞ or NaN now. `"saturated"`: beyond the range,
 * and the largest finite number now. `"flushedToZero"`: not zero before, zero now. `"subnormal"`, `"normal"`: that, now.
 */
export type RangeOutcome =
  | "nan"
  | "infinite"
  | "zero"
  | "invalid"
  | "overflow"
  | "saturated"
  | "flushedToZero"
  | "subnormal"
  | "normal";

/** Sums over the elements so far. */
export interface RangeTally {
  readonly format: Format<Code>;
  /** `2^emin`. */
  readonly leastNormal: number;
  readonly counts: Record<RangeOutcome, number>;
  readonly bins: Map<number, { count: number; flushedToZero: number; overflowed: number }>;
  exact: number;
  smallest: number;
  largest: number;
  signalEnergy: number;
  errorEnergy: number;
}

export function createTally(format: Format<Code>): RangeTally {
  return {
    format,
    leastNormal: powerOfTwo(format.emin),
    counts: {
      nan: 0,
      infinite: 0,
      zero: 0,
      invalid: 0,
      overflow: 0,
      saturated: 0,
      flushedToZero: 0,
      subnormal: 0,
      normal: 0,
    },
    bins: new Map(),
    exact: 0,
    smallest: Number.POSITIVE_INFINITY,
    largest: 0,
    signalEnergy: 0,
    errorEnergy: 0,
  };
}

/** One element on its way. */
export interface RoundedElement {
  readonly element: number;
  /** After scaling. */
  readonly x: number;
  /** After rounding. */
  readonly y: number;
  readonly isOverflow: boolean;
}

/** Count one element more. */
export function record(tally: RangeTally, rounded: RoundedElement): void {
  const { x, y } = rounded;
  const outcome = outcomeOf(tally, rounded);
  tally.counts[outcome]++;
  if (!Number.isFinite(x)) return;
  if (x === y) tally.exact++;
  if (Number.isFinite(y)) {
    tally.signalEnergy += x * x;
    tally.errorEnergy += (y - x) * (y - x);
  }
  if (x === 0) return;

  const magnitude = Math.abs(x);
  tally.smallest = Math.min(tally.smallest, magnitude);
  tally.largest = Math.max(tally.largest, magnitude);
  const exponent = binadeOf(magnitude);
  const bin = tally.bins.get(exponent) ?? { count: 0, flushedToZero: 0, overflowed: 0 };
  bin.count++;
  if (outcome === "flushedToZero") bin.flushedToZero++;
  if (outcome === "overflow" || outcome === "saturated") bin.overflowed++;
  tally.bins.set(exponent, bin);
}

function outcomeOf({ format, leastNormal }: RangeTally, { element, x, y, isOverflow }: RoundedElement): RangeOutcome {
  if (Number.isNaN(x)) return "nan";
  if (!Number.isFinite(element)) return "infinite";
  if ((x === 0 && !format.hasZero) || (x < 0 && !format.isSigned)) return "invalid";
  if (isOverflow || !Number.isFinite(x)) return Number.isFinite(y) ? "saturated" : "overflow"; // scaling may, too
  if (x === 0) return "zero";
  if (y === 0) return "flushedToZero";
  return Math.abs(y) < leastNormal ? "subnormal" : "normal";
}
