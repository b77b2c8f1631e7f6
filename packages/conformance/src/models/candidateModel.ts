import type { Arithmetic } from "../spec/arithmetic.ts";
import type { Evaluators } from "../spec/evaluators.ts";

/**
 * A way in which a device may compute instead of the contract's. It is tried against what the device gave: the model that
 * reproduces it bit for bit names the cause.
 */
export interface CandidateModel {
  /** Stable name, for reports: «fused-multiply-add». */
  readonly name: string;
  /** What the device does, as a sentence without a subject: «fuses a product and the sum that takes it into one rounding». */
  readonly does: string;
  /** Tag of the numerics card, if the behaviour has one. */
  readonly tag?: string;
  /** Operations that differ from the contract's. */
  readonly arithmetic?: Partial<Arithmetic>;
  /** Whole kernels that differ, where an operation is not enough to say it (another order, another rule). */
  readonly evaluators?: Partial<Evaluators>;
}
