import type { Backend } from "../backend.ts";
import { BackendError, type BackendErrorCode } from "../backendError.ts";
import type { Dtype } from "../dtype.ts";
import type { KernelName } from "../kernels.ts";
import { elementCount, isDense, type View } from "../view.ts";

/** One call of a kernel, as its rule looks at it. */
export interface Call {
  readonly name: KernelName;
  readonly outputs: readonly View[];
  readonly inputs: readonly View[];
  /** The backend that was called. */
  readonly backend: Pick<Backend, "name" | "capabilities">;
}

/** @throws {@link BackendError}, always: *kernel: what was expected, what was got*. */
export function fail(code: BackendErrorCode, { name }: Call, subject: string, expected: string, got: string): never {
  throw new BackendError(code, `${name}: expected ${expected} for ${subject}, got ${got}`, { kernel: name });
}

export function requireCounts(call: Call, outputCount: number, inputCount: number): void {
  const { outputs, inputs } = call;
  if (outputs.length === outputCount && inputs.length === inputCount) return;
  const got = `${outputs.length} ← ${inputs.length}`;
  fail("ERR_SHAPE", call, "the operands", `${outputCount} outputs ← ${inputCount} inputs`, got);
}

/** The dtypes that the kernel's capabilities name. */
export function requireSupported(call: Call, views: readonly View[]): void {
  const supported = call.backend.capabilities[call.name] ?? {};
  for (const { dtype } of views) {
    if (supported[dtype] !== undefined) continue;
    const message = `${call.name}: backend "${call.backend.name}" does not compute ${dtype} (it computes ${Object.keys(supported).join(", ")})`;
    throw new BackendError("ERR_UNSUPPORTED_DTYPE", message, { kernel: call.name, dtype });
  }
}

export function requireDtype(call: Call, subject: string, { dtype }: View, allowed: readonly Dtype[]): void {
  if (!allowed.includes(dtype)) fail("ERR_DTYPE", call, subject, allowed.join(" or "), dtype);
}

export function requireSameDtype(call: Call, views: readonly View[]): void {
  const [first] = views;
  if (views.every(({ dtype }) => dtype === first?.dtype)) return;
  fail("ERR_DTYPE", call, "the operands", "one dtype", views.map(({ dtype }) => dtype).join(" and "));
}

export function requireShape(call: Call, subject: string, { shape }: View, expected: readonly number[]): void {
  if (shape.length === expected.length && shape.every((size, axis) => size === expected[axis])) return;
  fail("ERR_SHAPE", call, subject, `shape [${expected}]`, `[${shape}]`);
}

export function requireRank(call: Call, subject: string, view: View, rank: number): View {
  if (view.shape.length !== rank) fail("ERR_SHAPE", call, subject, `${rank} axes`, `[${view.shape}]`);
  return view;
}

/** A dense i32 buffer of at least so many words (see the state layouts of the contract). */
export function requireState(call: Call, subject: string, view: View, wordCount: number): void {
  requireDtype(call, subject, view, ["i32"]);
  const count = elementCount(view.shape);
  if (count >= wordCount && isDense(view)) return;
  fail(
    "ERR_SHAPE",
    call,
    subject,
    `at least ${wordCount} dense words`,
    `[${view.shape}] with strides [${view.strides}]`,
  );
}
