import type { Engine, Tensor } from "../src/index.ts";
import type { Array64 } from "./oracle/array64.ts";

/** Where inputs lie, away from kinks: every range keeps 1/16 of distance from 0 and from ties. */
export type Range = "signed" | "positive" | "distinct" | "halfway";

/** `[name, inputs, on tensors, in doubles, tolerance]`: the last in f32 ulp of the largest element, 4 by default. */
export type GradientCase = readonly [
  name: string,
  inputs: readonly (readonly [shape: readonly number[], range: Range])[],
  product: (inputs: readonly [Tensor, Tensor, Tensor, ...Tensor[]], engine: Engine) => Tensor,
  oracle: (inputs: readonly [Array64, Array64, Array64, ...Array64[]]) => Array64,
  toleranceUlps?: number,
];

/** One value of each range; `position` makes distinct ones differ by at least 1/8. */
export const draw: Readonly<Record<Range, (random: () => number, position: number) => number>> = {
  signed: (random) => (random() < 0.5 ? -1 : 1) * (0.25 + 1.75 * random()),
  positive: (random) => 0.3 + 2.7 * random(),
  distinct: (_, position) => (position - 7) / 8 + 1 / 16,
  // between the distinct ones: never equal to one of them
  halfway: (random) => Math.round(16 * (random() - 0.5)) / 8,
};
