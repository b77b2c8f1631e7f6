import {
  type Backend,
  BackendError,
  type BufferId,
  type CheckedBackend,
  checkCall,
  type Kernel,
  type KernelName,
  type KernelTable,
  type KernelTime,
} from "@binade/backend";
import type { ArithmeticStyle } from "./assembler/arithmeticStyle.ts";
import { capabilitiesOf } from "./capabilities.ts";
import { BufferPool } from "./device/bufferPool.ts";
import { CommandQueue } from "./device/commandQueue.ts";
import { deviceLost, failureOf } from "./device/failureOf.ts";
import { Memory } from "./device/memory.ts";
import { type DeviceOptions, type OpenedDevice, openDevice } from "./device/openDevice.ts";
import { PipelineCache } from "./device/pipelineCache.ts";
import type { Profiler } from "./device/profiler.ts";
import { Readback } from "./device/readback.ts";
import { usage } from "./device/usage.ts";
import { KernelRunner } from "./kernels/kernelRunner.ts";
import { type WebgpuKernel, webgpuKernels } from "./kernels/webgpuKernels.ts";
import { exactStyle } from "./probes/judgeProbes.ts";
import { type ProbeReport, runProbes } from "./probes/runProbes.ts";

/** Every operation behind the barrier, the device's own division and square root: what the probes ask about. */
const nativeStyle: ArithmeticStyle = {
  isolated: true,
  division: "native",
  squareRoot: "native",
  conversions: "integer",
};
/** The device's compiler may do with a formula what WGSL allows it. */
const fastStyle: ArithmeticStyle = {
  isolated: false,
  division: "native",
  squareRoot: "native",
  conversions: "native",
};

/** Shaders split indices of elements below 2^31. */
const largestBuffer = 0x7fffff00;

/** Options of {@link createWebgpuBackend}. */
export interface WebgpuBackendOptions extends DeviceOptions {
  /**
   * `exact` is the numeric contract, bit for bit, on devices whose arithmetic passes the probes. `fast` leaves the formulas
   * to the device's compiler and runs on all. Default `exact`.
   */
  readonly tier?: "exact" | "fast";
  /**
   * Time every dispatch with timestamp queries, for {@link Backend.times}. Slower, as each dispatch becomes a pass of its own;
   * the same bits. Needs a device with `timestamp-query`. Default false.
   */
  readonly profile?: boolean;
}

/** A backend that can tell what its device does. */
export interface WebgpuBackend extends Backend {
  readonly device: GPUDevice;
  /** What the probes of the device found at creation. */
  readonly probes: ProbeReport;
}

/**
 * A backend on a `GPUDevice`: the caller's, the browser's, or Dawn's in Node. Probes run first, in well under a second; their
 * outcome decides how division and square root are written, and whether the exact tier is possible.
 *
 * @throws {@link BackendError} `ERR_UNAVAILABLE` without WebGPU or adapter, and for the exact tier on a device whose probes
 * fail; the message names the probe and the words.
 * @example
 * import { createWebgpuBackend } from "@binade/backend-webgpu";
 *
 * const backend = await createWebgpuBackend();
 * const view = { buffer: backend.alloc(4), dtype: "f32", shape: [1], strides: [1], offset: 0 } as const;
 * backend.kernels.fill?.([view], [], { value: 1 });
 * Array.from(await backend.read(view.buffer, 0, 4)); // [0, 0, 128, 63]
 * await backend.dispose();
 */
export async function createWebgpuBackend(options: WebgpuBackendOptions = {}): Promise<WebgpuBackend> {
  const { tier = "exact" } = options;
  if (tier !== "exact" && tier !== "fast") {
    throw new RangeError(`createWebgpuBackend: expected tier "exact" or "fast", got "${tier}"`);
  }
  const opened = await openDevice(options);
  try {
    return await backendOn(opened, tier, options.profile ?? false);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function backendOn(opened: OpenedDevice, tier: "exact" | "fast", isProfiled: boolean): Promise<WebgpuBackend> {
  const { device } = opened;
  if (isProfiled && !device.features.has("timestamp-query")) {
    const message =
      "webgpu: a profile needs the feature timestamp-query, which this device was not given or does not have";
    throw new BackendError("ERR_UNAVAILABLE", message);
  }
  const pool = new BufferPool(device, usage.storage | usage.copySource | usage.copyTarget);
  const queue = new CommandQueue(device, pool, isProfiled);
  const readback = new Readback(device, queue);
  const memory = new Memory(
    pool,
    Math.min(device.limits.maxBufferSize, device.limits.maxStorageBufferBindingSize, largestBuffer),
  );
  const pipelines = new PipelineCache(device);
  let dispatches = 0;
  let isDisposed = false;

  void device.lost.then(({ reason, message }) => queue.fail(deviceLost(message, reason)));
  device.addEventListener("uncapturederror", ({ error }) => queue.fail(failureOf(error)));

  const probes = await runProbes(new KernelRunner(memory, queue, pipelines, nativeStyle), memory, readback);
  const runner = new KernelRunner(memory, queue, pipelines, tier === "exact" ? exactStyle(probes) : fastStyle);

  const live = (): Memory => {
    if (isDisposed) throw new BackendError("ERR_DISPOSED", 'backend "webgpu": already disposed, create a new one');
    return memory;
  };
  const capabilities = capabilitiesOf(tier, probes);
  const checked: CheckedBackend = { name: "webgpu", capabilities, byteLengthOf: (id) => memory.byteLengthOf(id) };
  const bind = <N extends KernelName>(name: N): Kernel<N> => {
    const kernel = webgpuKernels[name] as WebgpuKernel<N>;
    return (outputs, inputs, params) => {
      live();
      checkCall(checked, name, { outputs, inputs }, params);
      dispatches++;
      queue.kernel = name;
      kernel(runner, outputs, inputs, params);
    };
  };
  const kernels = Object.fromEntries((Object.keys(webgpuKernels) as KernelName[]).map((name) => [name, bind(name)]));

  return {
    name: "webgpu",
    tier,
    device,
    probes,
    capabilities,
    kernels: kernels as KernelTable,
    alloc: (byteLength): BufferId => live().alloc(byteLength),
    free: (id): void => live().free(id),
    write(id, bytes, offset = 0): void {
      checkRange(live(), id, offset, bytes.byteLength, "write");
      if (bytes.byteLength > 0) runner.write(id, bytes, offset);
    },
    async read(id, offset, byteLength): Promise<Uint8Array> {
      checkRange(live(), id, offset, byteLength, "read");
      if (queue.failure !== undefined) throw queue.failure;
      if (byteLength === 0) return new Uint8Array(0);
      runner.refresh(id);
      const errors = runner.takeIndexErrors();
      const [bytes, found] = await Promise.all([
        readback.read(memory.bufferOf(id), offset, byteLength),
        errors && readback.read(memory.bufferOf(errors.buffer), 0, 12).finally(() => runner.release(errors)),
      ]);
      if (found !== undefined) rejectWrongIndex(found);
      return bytes;
    },
    submit(): void {
      live();
      queue.submit();
    },
    async sync(): Promise<void> {
      live();
      await queue.submitted();
      if (queue.failure !== undefined) throw queue.failure;
      await device.queue.onSubmittedWorkDone();
    },
    stats: () => memory.stats(dispatches),
    ...(queue.profiler && {
      async times(): Promise<readonly KernelTime[]> {
        live();
        await queue.submitted();
        return (queue.profiler as Profiler).times();
      },
    }),
    async dispose(): Promise<void> {
      if (isDisposed) return;
      isDisposed = true;
      memory.clear();
      await opened.close();
      pool.trim(0);
      readback.destroy();
      queue.destroy();
    },
  };
}

function checkRange(memory: Memory, id: BufferId, offset: number, byteLength: number, what: string): void {
  const available = memory.byteLengthOf(id);
  const isInteger = Number.isInteger(offset) && Number.isInteger(byteLength);
  if (isInteger && offset >= 0 && byteLength >= 0 && offset + byteLength <= available) return;
  const message = `${what}: bytes ${offset} … ${offset + byteLength} lie outside buffer ${id} of ${available} bytes`;
  throw new BackendError("ERR_BUFFER", message, { id, offset, byteLength });
}

/** What {@link KernelRunner.checkIndex} found. */
function rejectWrongIndex(bytes: Uint8Array): void {
  const [end = 0, row, rowCount = 0] = new Int32Array(bytes.buffer, bytes.byteOffset, 3);
  if (end === 0) return;
  const message = `index: expected 0 … ${rowCount - 1}, got ${row} at position ${end - 1}`;
  throw new BackendError("ERR_INDEX", message, { row, rowCount, position: end - 1 });
}
