import {
  type Backend,
  BackendError,
  type BackendStats,
  type BufferId,
  type Kernel,
  type KernelName,
  type KernelParams,
  type KernelTable,
  type View,
} from "@binade/backend";
import { capabilities } from "./capabilities.ts";
import { checkViews } from "./checkViews.ts";
import { adamStep } from "./kernels/adamStep.ts";
import { advanceStep } from "./kernels/advanceStep.ts";
import { binary } from "./kernels/binary.ts";
import { cast } from "./kernels/cast.ts";
import { clip } from "./kernels/clip.ts";
import { col2im } from "./kernels/col2im.ts";
import { compare } from "./kernels/compare.ts";
import { copy } from "./kernels/copy.ts";
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
 * The reference backend: readable kernels on typed arrays, in the exact tier, one rounding after every operation.
 * Work runs when it is enqueued; `read` and `sync` are promises all the same.
 *
 * @example
 * import { createCpuBackend } from "@binade/backend-cpu";
 *
 * const backend = await createCpuBackend();
 * const view = { buffer: backend.alloc(4), dtype: "f32", shape: [1], strides: [1], offset: 0 } as const;
 * backend.kernels.fill?.([view], [], { value: 1 });
 * Array.from(await backend.read(view.buffer, 0, 4)); // [0, 0, 128, 63]
 */
export async function createCpuBackend(): Promise<Backend> {
  const memory = new Memory();
  let dispatches = 0;
  let isDisposed = false;
  const live = (): Memory => {
    if (isDisposed) throw new BackendError("ERR_DISPOSED", 'backend "cpu": already disposed, create a new one');
    return memory;
  };
  const bind = <N extends KernelName>(name: N): Kernel<N> => {
    const kernel: CpuKernel<N> = cpuKernels[name];
    return (outputs, inputs, params) => {
      checkViews(live(), name, { outputs, inputs }, params);
      dispatches++;
      kernel(memory, outputs, inputs, params);
    };
  };
  const kernels = Object.fromEntries((Object.keys(cpuKernels) as KernelName[]).map((name) => [name, bind(name)]));

  return {
    name: "cpu",
    tier: "exact",
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
