import { apply } from "../apply.ts";
import { AutogradError } from "../autogradError.ts";
import { normalizeAxes, normalizeAxis, reducedShape } from "../axes.ts";
import { listed } from "../listed.ts";
import { groupSize } from "../normalizeForward.ts";
import { operation } from "../operation.ts";
import { run } from "../run.ts";
import type { Tensor } from "../tensor.ts";
import { div, mul, sub } from "./arithmetic.ts";
import { cast } from "./cast.ts";
import { requireFloat } from "./operands.ts";
import { neg } from "./pointwise.ts";
import { reshape } from "./views.ts";

export interface ReduceOptions {
  /** Axes to reduce, all by default; negative ones count from the back. */
  readonly axes?: number | readonly number[];
  /** Leave reduced axes as 1. */
  readonly keepAxes?: boolean;
}

/** Sum in the fixed order of N6, in f32, rounded once; an empty sum is +0, i32 and u8 wrap. */
export function sum(x: Tensor, options: ReduceOptions = {}): Tensor {
  return reduce("sum", x, options);
}

/** rn(sum ÷ n), rounded once (N6); of nothing it is NaN. */
export function mean(x: Tensor, options: ReduceOptions = {}): Tensor {
  requireFloat("mean", x);
  return reduce("mean", x, options);
}

/** The largest element: NaN wins, +0 > −0. The gradient goes to the element that {@link argmax} names. */
export function max(x: Tensor, options: ReduceOptions = {}): Tensor {
  return reduce("max", x, options);
}

/** The smallest element, as −max(−x): NaN wins, −0 < +0. */
export function min(x: Tensor, options: ReduceOptions = {}): Tensor {
  return operation("min", [x], ([input]) => {
    requireFloat("min", input as Tensor);
    return neg(reduce("max", neg(input as Tensor), options, "min"));
  });
}

/** Row-major index within the reduced axes of the first NaN if any, else of the first maximum; i32, no gradient. */
export function argmax(x: Tensor, options: ReduceOptions = {}): Tensor {
  const axes = normalizeAxes("argmax", options.axes, x.rank);
  requireElements("argmax", x, axes);
  return x.engine.tidy(() => {
    const output = x.engine.empty(reducedShape(x.shape, axes), "i32");
    run(x.engine, "reduce", [output], [x], { op: "argmax", axes });
    return options.keepAxes === true ? reshape(output, reducedShape(x.shape, axes, true)) : output;
  });
}

/**
 * Two-pass variance: sum(d·d) ÷ (n − correction), d = x − mean; f32 inside, rounded once (N6).
 * @example
 * import { createEngine, variance } from "@binade/autograd";
 * import { createCpuBackend } from "@binade/backend-cpu";
 *
 * const engine = createEngine(await createCpuBackend());
 * await variance(engine.tensor([1, 3])).item(); // 2
 */
export function variance(x: Tensor, options: ReduceOptions & { readonly correction?: number } = {}): Tensor {
  requireFloat("variance", x);
  const axes = normalizeAxes("variance", options.axes, x.rank);
  return operation("variance", [x], ([input]) => {
    const wide = cast(input as Tensor, "f32");
    const d = sub(wide, mean(wide, { axes, keepAxes: true }));
    const squares = sum(mul(d, d), { axes, keepAxes: options.keepAxes ?? false });
    return cast(div(squares, groupSize(x.shape, axes) - (options.correction ?? 1)), (input as Tensor).dtype);
  });
}

/** `name` is what an error calls the operation. */
function reduce(op: "sum" | "mean" | "max", x: Tensor, options: ReduceOptions, name: string = op): Tensor {
  const axes = normalizeAxes(name, options.axes, x.rank);
  if (op === "max") requireElements(name, x, axes);
  return operation(op, [x], (operands) => {
    const output = apply(x.engine, op, operands, { axes });
    return options.keepAxes === true ? reshape(output, reducedShape(x.shape, axes, true)) : output;
  });
}

function requireElements(op: string, x: Tensor, axes: readonly number[]): void {
  if (groupSize(x.shape, axes) > 0) return;
  throw new AutogradError(
    "ERR_SHAPE",
    `${op}: nothing has no extremum; axes ${listed(axes)} of shape ${listed(x.shape)} are empty`,
  );
}

/** Index of the class axis of a softmax, counted from the front. */
export function classAxis(op: string, x: Tensor, axis: number): number {
  requireFloat(op, x);
  return normalizeAxis(op, axis, x.rank);
}
