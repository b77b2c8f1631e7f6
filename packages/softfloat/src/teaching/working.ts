import type { Unpacked } from "../codes/unpack.ts";
import type { Code, Format } from "../format/format.ts";
import type { Expansion } from "./expansion.ts";
import type { TraceStep } from "./traceStep.ts";

/** The exact result of an operation before it is rounded, and the steps to it. */
export interface Working {
  readonly steps: readonly TraceStep[];
  readonly exact: Expansion;
  /** Where the point stands in the last step. */
  readonly exponent: number;
}

/** An operand on the blackboard. */
export interface Operand {
  readonly label: string;
  readonly number: Expansion;
  readonly exponent: number;
}

/** A finite number with its point after the first of the digits that its format has. */
export function operand(format: Format<Code>, label: string, x: Unpacked): Operand {
  return { label, number: { ...x, isCut: false }, exponent: x.exponent + format.precision - 1 };
}

export function isZeroOperand({ number }: Operand): boolean {
  return number.significand === 0n;
}
