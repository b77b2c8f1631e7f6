import { invalid } from "../codes/specials.ts";
import type { Code, Format } from "../format/format.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { infiniteCode, roundToCode } from "../rounding/roundToCode.ts";

/** A result that needs no enclosure: a number exactly, an infinity, with divideByZero at a pole, or no useful result. */
export type Outcome =
  | { readonly kind: "number"; readonly isNegative: boolean; readonly significand: bigint; readonly exponent: number }
  | { readonly kind: "infinity" | "pole"; readonly isNegative: boolean }
  | { readonly kind: "invalid" };

export const zero: Outcome = { kind: "number", isNegative: false, significand: 0n, exponent: 0 };
export const minusZero: Outcome = { kind: "number", isNegative: true, significand: 0n, exponent: 0 };
export const half: Outcome = /* @__PURE__ */ exactNumber(1n, -1);
export const one: Outcome = /* @__PURE__ */ exactNumber(1n);
export const minusOne: Outcome = /* @__PURE__ */ exactNumber(-1n);
export const infinity: Outcome = { kind: "infinity", isNegative: false };
export const minusInfinity: Outcome = { kind: "infinity", isNegative: true };
export const pole: Outcome = { kind: "pole", isNegative: false };
export const minusPole: Outcome = { kind: "pole", isNegative: true };
export const invalidOutcome: Outcome = { kind: "invalid" };

/** From this `x` on, `e^x`, `2^x`, `10^x`, `sinh x` and `cosh x` are beyond every format, as `2^x` itself is. */
export const farExponent = 16_384;

/** A number beyond every format, which rounds as whatever is larger still. */
export const beyond: Outcome = /* @__PURE__ */ exactNumber(1n, farExponent);
export const minusBeyond: Outcome = /* @__PURE__ */ exactNumber(-1n, farExponent);

/** `significand · 2^exponent`, exactly. */
export function exactNumber(significand: bigint, exponent = 0): Outcome {
  const isNegative = significand < 0n;
  return { kind: "number", isNegative, significand: isNegative ? -significand : significand, exponent };
}

/** The code of an outcome, with its flags. */
export function deliver<C extends Code>(format: Format<C>, outcome: Outcome, options: RoundingOptions): C {
  switch (outcome.kind) {
    case "number":
      return roundToCode(format, outcome.isNegative, outcome.significand, outcome.exponent, options);
    case "infinity":
      return infiniteCode(format, outcome.isNegative, options);
    case "pole":
      if (options.flags !== undefined) options.flags.divideByZero = true;
      return infiniteCode(format, outcome.isNegative, options);
    case "invalid":
      return invalid(format, options);
  }
}
