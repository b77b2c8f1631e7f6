import { type AutocastPolicy, autocastPolicies } from "@binade/autograd";
import { type LossScaleOptions, presets } from "@binade/loss-scaler";

/** What a training run does to its numbers. */
export interface Precision {
  /** Casts of the forward run; `undefined` leaves everything f32. */
  readonly policy: AutocastPolicy | undefined;
  /** The rule of the loss scaler. */
  readonly scaling: LossScaleOptions;
  /** For people. */
  readonly description: string;
}

/** The recipes that have a name. */
export type PrecisionName = "f32" | "f16" | "f16-unscaled" | "bf16" | "tf32";

/**
 * The recipes by name; weights, optimizer state, losses and statistics are f32 in all of them.
 *
 * @see Micikevicius et al., "Mixed Precision Training", 2018.
 * @example
 * import { precisions } from "@binade/nn";
 *
 * precisions.f16.scaling.initialScale; // 65536
 * precisions["f16-unscaled"].scaling.enabled; // false
 * ({ ...precisions.f16, scaling: { ...precisions.f16.scaling, initialScale: 1024 } }).scaling.initialScale; // 1024
 */
export const precisions: { readonly [P in PrecisionName]: Precision } = {
  f32: { policy: undefined, scaling: presets.disabled, description: "everything in f32" },
  f16: {
    policy: autocastPolicies.cuda("f16"),
    scaling: presets.safe,
    description: "matrix products in f16, dynamic loss scaling",
  },
  "f16-unscaled": {
    policy: autocastPolicies.cuda("f16"),
    scaling: presets.disabled,
    description: "matrix products in f16, no loss scaling",
  },
  bf16: { policy: autocastPolicies.cuda("bf16"), scaling: presets.disabled, description: "matrix products in bf16" },
  tf32: {
    policy: autocastPolicies.tf32(),
    scaling: presets.disabled,
    description: "operands of f32 products rounded to tf32",
  },
};
