import type { ForwardResult } from "./forwards.ts";
import { add, div, mul, sub } from "./ops/arithmetic.ts";
import { cast } from "./ops/cast.ts";
import { sqrt } from "./ops/pointwise.ts";
import { mean, sum } from "./ops/reductions.ts";
import type { PrimitiveParams } from "./primitives.ts";
import type { Tensor } from "./tensor.ts";

/** Elements that share one mean. */
export function groupSize(shape: readonly number[], axes: readonly number[]): number {
  return axes.reduce((product, axis) => product * (shape[axis] as number), 1);
}

/**
 * r = 1 ÷ √(var + eps), out = (((x − mean)·r)·gamma) + beta, f32 inside, rounded once to x's dtype (N14).
 * Extras: mean, r and sum(d·d), each with the reduced axes kept as 1.
 */
export function normalizeForward(
  x: Tensor,
  gamma: Tensor,
  beta: Tensor,
  params: PrimitiveParams["normalize"],
): ForwardResult {
  const { axes, epsilon } = params;
  const [output, ...extras] = x.engine.tidy(() => {
    const wide = cast(x, "f32");
    const center = mean(wide, { axes, keepAxes: true });
    const d = sub(wide, center);
    const squares = sum(mul(d, d), { axes, keepAxes: true });
    const variance = div(squares, groupSize(x.shape, axes));
    const r = div(1, sqrt(add(variance, epsilon)));
    return [cast(add(mul(mul(d, r), cast(gamma, "f32")), cast(beta, "f32")), x.dtype), center, r, squares];
  });
  return { output: output as Tensor, extras: extras as Tensor[] };
}
