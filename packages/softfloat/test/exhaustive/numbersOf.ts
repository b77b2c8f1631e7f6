import { bitsOf, type Layout, read } from "../oracle/layout.ts";
import { toNumber } from "../oracle/rational.ts";

/** The number of every code, by the oracle. */
export function numbersOf(layout: Layout): Float64Array {
  return Float64Array.from({ length: 2 ** bitsOf(layout) }, (_, code) => {
    const datum = read(layout, code);
    if (datum.kind === "nan") return Number.NaN;
    if (datum.kind === "infinity") return datum.isNegative ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    const value = toNumber(datum.value);
    return value === 0 && datum.isNegative ? -0 : value;
  });
}
