import {
  type Backend,
  BackendError,
  type BackendStats,
  type BufferId,
  type CheckedBackend,
  checkCall,
  type Kernel,
  type KernelName,
  type KernelParams,
  type KernelTable,
  type View,
} from "@binade/backend";
import type { TensorCoreGpu } from "@binade/softfloat";
import { capabilities, emulatedCapabilities } from "./capabilities.ts";
import { adamStep } from "./kernels/adamStep.ts";
import { advanceStep } from "./kernels/advanceStep.ts";
import { binary } from "./kernels/binary.ts";
import { cast } from "./kernels/cast.ts";
import { clip } from "./kernels/clip.ts";
import { col2im } from "./kernels/col2im.ts";
import { compare } from "./kernels/compare.ts";
import { copy } from "./kernels/copy.ts";
import { emulatedMatmul } from "./kernels/emulatedMatmul.ts";
import { fill } from "./kernels/fill.ts";
import { gatherRows } from "./kernels/gatherRows.ts";
import { im2col } from "./kernels/im2col.ts";
import { matmul } from "./kernels/matmul.ts";
import { pool } from "./kernels/pool.ts";
import { poolGradient } from "./kernels/poolGradient.ts";
import { random } from "./kernels/random.ts";
import { reduce } from "./kernels/reduce.ts";
import { scatterAddRows } from "./kernels/scatterAddRows.ts";
import { select } from "./kernels/select.ts";
import { sgdStep } from "./kernels/sgdStep.ts";
import { unary } from "./kernels/unary.ts";
import { unscaleAndCheck } from "./kernels/unscaleAndCheck.ts";
import { updateScale } from "./kernels/updateScale.ts";
import { Memory } from "./memory.ts";
import { type TensorCoreUnit, tensorCoreUnit } from "./tensorCoreUnit.ts";

type CpuKernel<N extends KernelName> = (
  memory: Memory,
  outputs: readonly View[],
  inputs: readonly View[],
  params: KernelParams[N],
) => void;

const cpuKernels: { readonly [N in KernelName]: CpuKernel<N> } = {
  fill,
  copy,
  cast,
  unary,
  binary,
  compare,
  select,
  reduce,
  matmul,
  im2col,
  col2im,
  pool,
  poolGradient,
  gatherRows,
  scatterAddRows,
  random,
  unscaleAndCheck,
  updateScale,
  clip,
  sgdStep,
  adamStep,
  advanceStep,
};

/**
 * `exact` is the contract. `emulated` is the contract too, but for `matmul`, which gives what the tensor cores of a GPU
 * would: those named, or models by operand format (`{ fp16: tensorCoreModels.A100.fp16.fp16 }`).
 */
export type CpuBackendOptions =
  | { readonly tier?: "exact" }
  | { readonly tier: "emulated"; readonly tensorCore: TensorCoreGpu | TensorCoreUnit };

/** What the tiers differ in. */
type Tier = Pick<Backend, "tier" | "capabilities"> & { readonly matmul: CpuKernel<"matmul"> };

/**
 * The reference backend: readable kernels on typed arrays, one rounding after every operation.
 * Work runs when it is enqueued; `read` and `sync` are promises all the same.
 *
 * In the emulated tier, `matmul` of operands that the tensor core takes (f16, bf16, f32 in tf32 mode, e4m3fn, e5m2, by
 * GPU) starts each element from +0 and adds blocks of products in ascending k as the unit does. GPUs accumulate in f32; a
 * bias is added in f32, then comes one rounding to the dtype of the output. Everything else is exact:
 * `capabilities.matmul` says which is which.
 *
 * @throws RangeError when the tier or the tensor core is none that is known.
 * @example
 * import { createCpuBackend } from "@binade/backend-cpu";
 *
 * const backend = await createCpuBackend();
 * const view = { buffer: backend.alloc(4), dtype: "f32", shape: [1], strides: [1], offset: 0 } as const;
 * backend.kernels.fill?.([view], [], { value: 1 });
 * Array.from(await backend.read(view.buffer, 0, 4)); // [0, 0, 128, 63]
 *
 * const h100 = await createCpuBackend({ tier: "emulated", tensorCore: "H100" });
 * h100.capabilities.matmul?.bf16?.tier; // "emulated"
 */
export async function createCpuBackend(options: CpuBackendOptions = {}): Promise<Backend> {
  const { tier, capabilities, matmul } = tierOf(options);
  const kernelsOfTier: typeof cpuKernels = { ...cpuKernels, matmul };
  const memory = new Memory();
  let dispatches = 0;
  let isDisposed = false;
  const live = (): Memory => {
    if (isDisposed) throw new BackendError("ERR_DISPOSED", 'backend "cpu": already disposed, create a new one');
    return memory;
  };
  const checked: CheckedBackend = { name: "cpu", capabilities, byteLengthOf: (id) => memory.bytes(id).byteLength };
  const bind = <N extends KernelName>(name: N): Kernel<N> => {
    const kernel: CpuKernel<N> = kernelsOfTier[name];
    return (outputs, inputs, params) => {
      live();
      checkCall(checked, name, { outputs, inputs }, params);
      dispatches++;
      kernel(memory, outputs, inputs, params);
    };
  };
  const kernels = Object.fromEntries((Object.keys(cpuKernels) as KernelName[]).map((name) => [name, bind(name)]));

  return {
    name: "cpu",
    tier,
    capabilities,
    kernels: kernels as KernelTable,
    alloc: (byteLength): BufferId => live().alloc(byteLength),
    free: (id): void => live().free(id),
    write(id, bytes, offset = 0): void {
      const target = checkRange(live(), id, offset, bytes.byteLength, "write");
      target.set(bytes);
    },
    async read(id, offset, byteLength): Promise<Uint8Array> {
      return checkRange(live(), id, offset, byteLength, "read").slice();
    },
    submit(): void {},
    async sync(): Promise<void> {},
    stats: (): BackendStats => memory.stats(dispatches),
    async dispose(): Promise<void> {
      isDisposed = true;
      memory.clear();
    },
  };
}

function tierOf(options: CpuBackendOptions): Tier {
  const { tier = "exact", tensorCore } = options as { readonly tier?: string; readonly tensorCore?: TensorCoreGpu };
  if (tier === "exact" && tensorCore === undefined) return { tier, capabilities, matmul };
  if (tier === "emulated" && tensorCore !== undefined) {
    const unit = tensorCoreUnit(tensorCore);
    return { tier, capabilities: emulatedCapabilities(unit), matmul: emulatedMatmul(unit) };
  }
  const got = `tier "${tier}" ${tensorCore === undefined ? "without" : "with"} tensorCore`;
  throw new RangeError(`createCpuBackend: expected tier "exact", or "emulated" with tensorCore, got ${got}`);
}

function checkRange(memory: Memory, id: BufferId, offset: number, byteLength: number, what: string): Uint8Array {
  const buffer = memory.bytes(id);
  if (
    !(Number.isInteger(offset) && Number.isInteger(byteLength)) ||
    offset < 0 ||
    byteLength < 0 ||
    offset + byteLength > buffer.byteLength
  ) {
    const message = `${what}: bytes ${offset} … ${offset + byteLength} lie outside buffer ${id} of ${buffer.byteLength} bytes`;
    throw new BackendError("ERR_BUFFER", message, { id, offset, byteLength });
  }
  return new Uint8Array(buffer, offset, byteLength);
}
