import type { BinaryOp } from "@binade/backend";
import { apply } from "../apply.ts";
import type { Tensor } from "../tensor.ts";
import { type Operand, withBroadcast } from "./operands.ts";

/**
 * a + b, broadcast. Accuracy: one f32 operation, rounded once to the dtype. i32 wraps.
 * @example
 * import { add, createEngine } from "@binade/autograd";
 * import { createCpuBackend } from "@binade/backend-cpu";
 *
 * const engine = createEngine(await createCpuBackend());
 * const sums = add(engine.tensor([1, 2], [2, 1]), engine.tensor([10, 20]));
 * Array.from(await sums.read()); // [11, 21, 12, 22]
 */
export function add(a: Operand, b: Operand): Tensor {
  return binary("add", a, b);
}

/** a − b, broadcast. Accuracy: one f32 operation, rounded once to the dtype. i32 wraps. */
export function sub(a: Operand, b: Operand): Tensor {
  return binary("sub", a, b);
}

/** a · b, broadcast. Accuracy: one f32 operation, rounded once to the dtype. i32 wraps. */
export function mul(a: Operand, b: Operand): Tensor {
  return binary("mul", a, b);
}

/** a ÷ b, broadcast. Accuracy: one f32 operation, rounded once to the dtype. x ÷ ±0 is ±∞, 0 ÷ 0 NaN. */
export function div(a: Operand, b: Operand): Tensor {
  return binary("div", a, b);
}

/**
 * a to the power b, broadcast: by multiplications for an integer |b| < 128, √ for ½, else exp(b·log a) (N15).
 * pow(a, ±0) and pow(1, b) are 1; a negative a needs an integer b, or gives NaN.
 * Accuracy: in f32 correct for b = 2, ½ and −1, otherwise within |b|·2^-24 of the result for those integers, else within
 * (3·|b·log a| + 2)·2^-24 of it; rounded once to the dtype.
 * @example
 * import { createEngine, pow } from "@binade/autograd";
 * import { createCpuBackend } from "@binade/backend-cpu";
 *
 * const engine = createEngine(await createCpuBackend());
 * Array.from(await pow(engine.tensor([-3, 0.5]), 3).read()); // [-27, 0.125]
 */
export function pow(a: Operand, b: Operand): Tensor {
  return binary("pow", a, b);
}

/** The larger operand, broadcast: NaN wins, +0 > −0. A tie's gradient goes to `a` (N3). */
export function maximum(a: Operand, b: Operand): Tensor {
  return binary("maximum", a, b);
}

/** The smaller operand, broadcast: NaN wins, −0 < +0. A tie's gradient goes to `a` (N3). */
export function minimum(a: Operand, b: Operand): Tensor {
  return binary("minimum", a, b);
}

function binary(op: BinaryOp, a: Operand, b: Operand): Tensor {
  return withBroadcast(op, [a, b], (left, right) => apply(left.engine, op, [left, right], {}));
}
