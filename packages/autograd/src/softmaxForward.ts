import { div, sub } from "./ops/arithmetic.ts";
import { cast } from "./ops/cast.ts";
import { exp, log } from "./ops/pointwise.ts";
import { max, sum } from "./ops/reductions.ts";
import type { Tensor } from "./tensor.ts";

/** m = max, d = x − m, out = exp(d) ÷ sum(exp d); f32 inside, rounded once to x's dtype (N14). */
export function softmaxForward(x: Tensor, axis: number): Tensor {
  return x.engine.tidy(() => {
    const terms = exp(centered(x, axis));
    return cast(div(terms, sum(terms, { axes: axis, keepAxes: true })), x.dtype);
  });
}

/** m = max, d = x − m, out = d − log(sum(exp d)); f32 inside, rounded once to x's dtype (N14). */
export function logSoftmaxForward(x: Tensor, axis: number): Tensor {
  return x.engine.tidy(() => {
    const d = centered(x, axis);
    return cast(sub(d, log(sum(exp(d), { axes: axis, keepAxes: true }))), x.dtype);
  });
}

function centered(x: Tensor, axis: number): Tensor {
  const wide = cast(x, "f32");
  return sub(wide, max(wide, { axes: axis, keepAxes: true }));
}
