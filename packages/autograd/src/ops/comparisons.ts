import type { CompareOp } from "@binade/backend";
import { run } from "../run.ts";
import type { Tensor } from "../tensor.ts";
import { type Operand, withBroadcast } from "./operands.ts";

/** a = b as u8 0 or 1, broadcast; −0 = +0, false with NaN (N3). No gradient. */
export function equal(a: Operand, b: Operand): Tensor {
  return compare("eq", a, b);
}

/** a ≠ b as u8 0 or 1, broadcast; true with NaN. No gradient. */
export function notEqual(a: Operand, b: Operand): Tensor {
  return compare("ne", a, b);
}

/** a < b as u8 0 or 1, broadcast; false with NaN. No gradient. */
export function less(a: Operand, b: Operand): Tensor {
  return compare("lt", a, b);
}

/** a ≤ b as u8 0 or 1, broadcast; false with NaN. No gradient. */
export function lessEqual(a: Operand, b: Operand): Tensor {
  return compare("le", a, b);
}

/** a > b as u8 0 or 1, broadcast; false with NaN. No gradient. */
export function greater(a: Operand, b: Operand): Tensor {
  return compare("gt", a, b);
}

/** a ≥ b as u8 0 or 1, broadcast; false with NaN. No gradient. */
export function greaterEqual(a: Operand, b: Operand): Tensor {
  return compare("ge", a, b);
}

function compare(op: CompareOp, a: Operand, b: Operand): Tensor {
  return withBroadcast("compare", [a, b], (left, right) => {
    const output = left.engine.empty(left.shape, "u8");
    run(left.engine, "compare", [output], [left, right], { op });
    return output;
  });
}
