import { type Dtype, dtypes, type FloatDtype, isFloatDtype } from "@binade/backend";
import type { OpName } from "./autocastPolicy.ts";
import { AutogradError } from "./autogradError.ts";
import type { Engine } from "./engine.ts";
import { cast } from "./ops/cast.ts";
import { Tensor } from "./tensor.ts";

/** The engine that all tensors share. */
export function engineOf(op: string, tensors: readonly Tensor[]): Engine {
  const [first] = tensors as [Tensor];
  for (const tensor of tensors) {
    if (!(tensor instanceof Tensor)) {
      throw new AutogradError("ERR_DTYPE", `${op}: expected a tensor, got ${typeof tensor}`);
    }
    if (tensor.engine !== first.engine) {
      const message = `${op}: tensors of two engines (backends "${first.engine.backend.name}" and "${tensor.engine.backend.name}") do not mix; read one and make it anew on the other`;
      throw new AutogradError("ERR_ENGINE", message);
    }
  }
  return first.engine;
}

/**
 * The operands as `op` gets to see them: cast by the policy in force; without one, required to be of one dtype.
 * Integer operands pass untouched.
 */
export function autocastInputs(op: OpName, tensors: readonly Tensor[]): Tensor[] {
  const engine = engineOf(op, tensors);
  const { policy } = engine;
  if (policy === undefined) return requireOneDtype(op, tensors);
  const rule = policy.rules[op];
  const dtype = rule === "low" ? policy.lowDtype : rule === "f32" ? "f32" : widest(tensors);
  return tensors.map((tensor) => (isFloatDtype(tensor.dtype) && tensor.dtype !== dtype ? lend(tensor, dtype) : tensor));
}

/** Widest dtype of the float operands; f16 with bf16 meet in f32, as neither holds the other. */
export function widest(tensors: readonly { readonly dtype: Dtype }[]): FloatDtype {
  let result: FloatDtype | undefined;
  for (const { dtype } of tensors) {
    if (!isFloatDtype(dtype) || dtype === result) continue;
    if (result === undefined) result = dtype;
    else if (dtypes[dtype].byteWidth === dtypes[result].byteWidth) result = "f32";
    else if (dtypes[dtype].byteWidth > dtypes[result].byteWidth) result = dtype;
  }
  return result ?? "f32";
}

function lend(tensor: Tensor, dtype: FloatDtype): Tensor {
  const isCacheable = tensor.isLeaf && tensor.dtype === "f32" && dtype !== "f32";
  return isCacheable ? tensor.engine.castCache.get(tensor, dtype, () => cast(tensor, dtype)) : cast(tensor, dtype);
}

function requireOneDtype(op: OpName, tensors: readonly Tensor[]): Tensor[] {
  const [first, ...rest] = tensors;
  const other = rest.find((tensor) => tensor.dtype !== first?.dtype);
  if (first !== undefined && other !== undefined) {
    const wide = isFloatDtype(first.dtype) && isFloatDtype(other.dtype) ? widest([first, other]) : "f32";
    const message = `${op}: dtypes ${first.dtype} and ${other.dtype} do not mix; write cast(x, "${wide}"), or run it under autocast`;
    throw new AutogradError("ERR_DTYPE", message, { op, dtypes: tensors.map((tensor) => tensor.dtype) });
  }
  return [...tensors];
}
