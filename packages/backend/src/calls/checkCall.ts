import type { Backend } from "../backend.ts";
import { BackendError } from "../backendError.ts";
import { dtypes } from "../dtype.ts";
import type { KernelName, KernelParams } from "../kernels.ts";
import { type BufferId, elementCount, isDense, type View } from "../view.ts";
import { kernelRules } from "./kernelRules.ts";

/** Kernels that read what they write, or write a state beside it; the others never alias an output with an input (N17). */
const inPlace: ReadonlySet<KernelName> = new Set([
  "unscaleAndCheck",
  "updateScale",
  "clip",
  "sgdStep",
  "adamStep",
  "advanceStep",
]);

/** What a check has to know about the backend that was called. */
export interface CheckedBackend extends Pick<Backend, "name" | "capabilities"> {
  /** Bytes of a live buffer. Throws ERR_BUFFER for another. */
  byteLengthOf(id: BufferId): number;
}

/**
 * What every kernel may rely on, for backends to call before a kernel runs: views that lie in live buffers, dense outputs
 * that alias nothing, and the dtypes and shapes of the kernel's own rule. A kernel that passes here does not fail halfway,
 * bar an index that is out of range.
 *
 * @throws {@link BackendError} naming the kernel, what was expected and what was got; RangeError for a parameter's value.
 */
export function checkCall<N extends KernelName>(
  backend: CheckedBackend,
  name: N,
  views: { readonly outputs: readonly View[]; readonly inputs: readonly View[] },
  params: KernelParams[N],
): void {
  const { outputs, inputs } = views;
  for (const view of inputs) checkRange(backend, name, view);
  for (const view of outputs) {
    checkRange(backend, name, view);
    checkOutput(name, view);
  }
  checkAliases(name, views);
  kernelRules[name]({ name, outputs, inputs, backend }, params);
}

/** Every element lies inside the buffer. */
function checkRange(backend: CheckedBackend, name: KernelName, { buffer, dtype, shape, strides, offset }: View): void {
  const byteLength = backend.byteLengthOf(buffer);
  if (strides.length !== shape.length) {
    const message = `${name}: expected one stride an axis, got shape [${shape}] with strides [${strides}]`;
    throw new BackendError("ERR_SHAPE", message, { kernel: name });
  }
  if (elementCount(shape) === 0) return;
  let first = offset;
  let last = offset;
  for (let axis = 0; axis < shape.length; axis++) {
    const reach = ((shape[axis] as number) - 1) * (strides[axis] as number);
    if (reach > 0) last += reach;
    else first += reach;
  }
  const capacity = byteLength / dtypes[dtype].byteWidth;
  if (first >= 0 && last < capacity) return;
  const message = `${name}: elements ${first} … ${last} of a ${dtype} view [${shape}] lie outside buffer ${buffer} of ${capacity}`;
  throw new BackendError("ERR_BUFFER", message, { kernel: name, buffer, first, last, capacity });
}

function checkOutput(name: KernelName, output: View): void {
  if (!isDense(output)) {
    const message = `${name}: an output must be dense, got shape [${output.shape}] with strides [${output.strides}]`;
    throw new BackendError("ERR_SHAPE", message, { kernel: name });
  }
  if ((output.offset * dtypes[output.dtype].byteWidth) % 4 !== 0) {
    const message = `${name}: an output must start on a 32-bit word, got offset ${output.offset} of ${output.dtype}`;
    throw new BackendError("ERR_SHAPE", message, { kernel: name, offset: output.offset });
  }
}

/** An output shares no buffer with an input unless the kernel works in place, and no element with another output ever. */
function checkAliases(
  name: KernelName,
  { outputs, inputs }: { readonly outputs: readonly View[]; readonly inputs: readonly View[] },
): void {
  for (const [i, output] of outputs.entries()) {
    const { buffer } = output;
    if (!inPlace.has(name) && inputs.some((input) => input.buffer === buffer)) {
      const message = `${name}: output and input share buffer ${buffer}, which only in-place kernels may`;
      throw new BackendError("ERR_ALIAS", message, { kernel: name, buffer });
    }
    if (outputs.some((other, j) => j < i && other.buffer === buffer && overlap(other, output))) {
      const message = `${name}: two outputs share elements of buffer ${buffer}`;
      throw new BackendError("ERR_ALIAS", message, { kernel: name, buffer });
    }
  }
}

function overlap(a: View, b: View): boolean {
  const [startA, startB] = [a.offset * dtypes[a.dtype].byteWidth, b.offset * dtypes[b.dtype].byteWidth];
  const endA = startA + elementCount(a.shape) * dtypes[a.dtype].byteWidth;
  const endB = startB + elementCount(b.shape) * dtypes[b.dtype].byteWidth;
  return startA < endB && startB < endA;
}
