import type { FunctionCase } from "./functionCases.ts";
import { ulpError } from "./ulpError.ts";

/** `ulp`: an ulp of the exact result. `ofInput`: 2^-24·|x| + 2^-149, an absolute unit. */
export type ErrorUnit = "ulp" | "ofInput";

const errorIn: { readonly [U in ErrorUnit]: (x: number, actual: number, exact: number) => number } = {
  ulp: (_, actual, exact) => ulpError(actual, exact),
  ofInput: (x, actual, exact) => {
    if (Object.is(actual, exact) || (actual === exact && !Number.isFinite(exact))) return 0;
    const error = Math.abs(actual - exact) / (Math.abs(x) * 2 ** -24 + 2 ** -149);
    return Number.isNaN(error) ? Infinity : error;
  },
};

/** Distance of the result for `x` from the reference, in the units of the case; NaN against a number is ∞. */
export function functionError({ evaluate, reference, unit }: FunctionCase, x: number): number {
  return errorIn[unit](x, evaluate(x), reference(x));
}
