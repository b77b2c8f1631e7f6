import type { Datum, Layout } from "./layout.ts";
import { roundExactly } from "./round.ts";
import { infinite, invalid, type Options, type Result, signed } from "./special.ts";

/** A result before rounding: a number or an infinity, or what special operands have settled already. */
export type Unrounded = Exclude<Datum, { readonly kind: "nan" }> | Result;

/** Round it; a zero keeps its sign, and is an invalid result where a format has none. */
export function deliver(layout: Layout, exact: Unrounded, options: Options): Result {
  if ("code" in exact) return exact;
  if (exact.kind === "infinity") return infinite(layout, exact.isNegative, options);
  if (exact.value.numerator !== 0n) return roundExactly(layout, exact.value, options);
  return layout.hasZero ? { code: signed(layout, exact.isNegative, 0n), flags: 0 } : invalid(layout, options);
}
