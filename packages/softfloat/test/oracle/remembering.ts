import { deliver, type Unrounded } from "./deliver.ts";
import type { Layout } from "./layout.ts";
import type { Options, Result } from "./special.ts";

/** {@link deliver} under fixed options, each number once. The numbers have to be binary64 numbers. */
export function remembering(layout: Layout, options: Options): (exact: Unrounded) => Result {
  const results = [new Map<number, Result>(), new Map<number, Result>()] as const;
  return (exact) => {
    if (!("value" in exact)) return deliver(layout, exact, options);
    const { numerator, denominator } = exact.value;
    const ofSign = results[exact.isNegative ? 1 : 0];
    const key = Number(numerator) / Number(denominator);
    const result = ofSign.get(key) ?? deliver(layout, exact, options);
    ofSign.set(key, result);
    return result;
  };
}
