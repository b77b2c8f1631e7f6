/**
 * The five IEEE 754 exceptions as sticky booleans: an operation sets them and never clears them.
 *
 * @see IEEE 754-2019 §7 (exceptions and default exception handling).
 */
export interface Flags {
  invalid: boolean;
  divideByZero: boolean;
  overflow: boolean;
  underflow: boolean;
  inexact: boolean;
}

/**
 * A fresh accumulator with every flag lowered, to be passed as the `flags` option of any number of operations.
 *
 * @see IEEE 754-2019 §7.1.
 * @example
 * import { createFlags, div, FP16 } from "@binade/softfloat";
 *
 * const flags = createFlags();
 * div(FP16, 0x3c00, 0x4200, { flags }); // 0x3555
 * flags.inexact; // true
 */
export function createFlags(): Flags {
  return { invalid: false, divideByZero: false, overflow: false, underflow: false, inexact: false };
}
