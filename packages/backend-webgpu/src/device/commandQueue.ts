import type { BufferPool, PooledBuffer } from "./bufferPool.ts";
import type { Pipeline } from "./pipelineCache.ts";
import { Profiler } from "./profiler.ts";
import { usage } from "./usage.ts";

/** One kernel on its operands, ready to be encoded. */
interface Dispatch {
  /** The kernel of the contract, and which part of it this is. */
  readonly kernel: string;
  readonly part: string;
  readonly pipeline: Pipeline;
  readonly buffers: readonly PooledBuffer[];
  readonly groups: readonly [number, number];
}

interface Copy {
  readonly from: GPUBuffer;
  readonly fromOffset: number;
  readonly to: GPUBuffer;
  readonly toOffset: number;
  readonly byteLength: number;
}

type Command =
  | { readonly dispatch: Dispatch }
  | { readonly copy: Copy }
  | { readonly clear: { readonly buffer: GPUBuffer; readonly byteLength: number } };

/** What goes to the device with one submit: uploads first, then the commands of one encoder. */
interface Batch {
  readonly serial: number;
  readonly uploads: { readonly buffer: GPUBuffer; readonly offset: number; readonly bytes: Uint8Array }[];
  readonly commands: Command[];
  /** Parameters of every dispatch, a slot each. */
  readonly params: Uint32Array;
  dispatches: number;
}

/** 32-bit words of parameters that a dispatch has; a slot begins where WebGPU lets a uniform binding begin. */
export const slotWords = 64;
const slotBytes = 4 * slotWords;
/** Dispatches of a batch; more are a batch of their own, so that the device has something to do meanwhile. */
const batchLimit = 256;
/** Bind groups that are kept. */
const bindGroupLimit = 4096;

/**
 * Everything that is enqueued, in order. A batch is encoded when its pipelines are there, which is at once unless one is
 * new; batches that come later wait for it, so that the order holds.
 */
export class CommandQueue {
  readonly #device: GPUDevice;
  readonly #pool: BufferPool;
  readonly #params: GPUBuffer;
  readonly #bindGroups = new Map<string, GPUBindGroup>();
  /** Times every dispatch, if that was asked for. */
  readonly profiler: Profiler | undefined;
  /** The kernel of the contract that enqueues; the probes come before any. */
  kernel: string = "probes";
  #batch: Batch;
  /** Batches that wait for pipelines; undefined when none does. */
  #waiting: Promise<void> | undefined;
  #failure: Error | undefined;

  constructor(device: GPUDevice, pool: BufferPool, isProfiled: boolean) {
    this.#device = device;
    this.#pool = pool;
    this.#params = device.createBuffer({ size: batchLimit * slotBytes, usage: usage.uniform | usage.copyTarget });
    this.profiler = isProfiled ? new Profiler(device, batchLimit) : undefined;
    this.#batch = newBatch(0);
  }

  /** Why nothing more can come back from the device. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Note what went wrong; the first failure is what every later read rejects with. */
  fail(error: Error): void {
    this.#failure ??= error;
  }

  /**
   * @param part - What a profile calls it, beside the kernel.
   * @param params - Copied; at most {@link slotWords}.
   */
  dispatch(
    part: string,
    pipeline: Pipeline,
    buffers: readonly PooledBuffer[],
    params: Uint32Array,
    groups: readonly [number, number],
  ): void {
    if (this.#batch.dispatches === batchLimit) this.submit();
    const batch = this.#batch;
    batch.params.set(params, batch.dispatches * slotWords);
    batch.dispatches++;
    batch.commands.push({ dispatch: { kernel: this.kernel, part, pipeline, buffers, groups } });
    for (const buffer of buffers) buffer.lastBatch = batch.serial;
  }

  clear(buffer: PooledBuffer, byteLength: number): void {
    this.#batch.commands.push({ clear: { buffer: buffer.gpu, byteLength } });
    buffer.lastBatch = this.#batch.serial;
  }

  copy(from: PooledBuffer, fromOffset: number, to: PooledBuffer, toOffset: number, byteLength: number): void {
    this.#batch.commands.push({ copy: { from: from.gpu, fromOffset, to: to.gpu, toOffset, byteLength } });
    from.lastBatch = this.#batch.serial;
    to.lastBatch = this.#batch.serial;
  }

  /** Whole words. Uploads of a batch run before its commands, so a buffer that these use already begins a new batch. */
  upload(buffer: PooledBuffer, offset: number, bytes: Uint8Array): void {
    if (buffer.lastBatch === this.#batch.serial && this.#batch.commands.length > 0) this.submit();
    this.#batch.uploads.push({ buffer: buffer.gpu, offset, bytes });
    buffer.lastBatch = this.#batch.serial;
  }

  submit(): void {
    const batch = this.#batch;
    if (batch.commands.length === 0 && batch.uploads.length === 0) return;
    this.#batch = newBatch(batch.serial + 1);
    const pending = pendingPipelines(batch);
    if (this.#waiting === undefined && pending.length === 0) {
      this.#encode(batch);
      this.#pool.trim(); // here no command waits that could still use an idle buffer
      return;
    }
    const waiting: Promise<void> = Promise.all([this.#waiting, ...pending.map(({ ready }) => ready)])
      .then(() => this.#encode(batch))
      .catch((error: unknown) => this.fail(error instanceof Error ? error : new Error(String(error))))
      .finally(() => {
        if (this.#waiting === waiting) this.#waiting = undefined;
      });
    this.#waiting = waiting;
  }

  /** Resolves when everything enqueued so far is with the device. */
  async submitted(): Promise<void> {
    this.submit();
    await this.#waiting;
    if (this.#failure !== undefined) throw this.#failure;
  }

  destroy(): void {
    this.#params.destroy();
    this.profiler?.destroy();
    this.#bindGroups.clear();
  }

  #encode(batch: Batch): void {
    if (this.#failure !== undefined) return;
    const { queue } = this.#device;
    for (const { buffer, offset, bytes } of batch.uploads) {
      queue.writeBuffer(buffer, offset, bytes as Uint8Array<ArrayBuffer>);
    }
    if (batch.commands.length > 0) {
      const params = batch.params.subarray(0, batch.dispatches * slotWords);
      if (params.length > 0) queue.writeBuffer(this.#params, 0, params as Uint32Array<ArrayBuffer>);
      const encoder = this.#device.createCommandEncoder();
      this.#encodeCommands(batch, encoder);
      const collect = this.profiler?.resolve(encoder);
      queue.submit([encoder.finish()]);
      collect?.();
    }
  }

  #encodeCommands(batch: Batch, encoder: GPUCommandEncoder): void {
    let pass: GPUComputePassEncoder | undefined;
    let bound: Pipeline | undefined;
    let slot = 0;
    for (const command of batch.commands) {
      if ("dispatch" in command) {
        const { kernel, part, pipeline, buffers, groups } = command.dispatch;
        if (this.profiler !== undefined) {
          pass?.end();
          pass = encoder.beginComputePass({ timestampWrites: this.profiler.next(kernel, part) });
          bound = undefined;
        }
        pass ??= encoder.beginComputePass();
        if (bound !== pipeline) pass.setPipeline(pipeline.compiled as GPUComputePipeline);
        bound = pipeline;
        pass.setBindGroup(0, this.#bindGroup(pipeline, buffers), [slot++ * slotBytes]);
        pass.dispatchWorkgroups(groups[0], groups[1]);
        continue;
      }
      pass?.end();
      pass = undefined;
      bound = undefined;
      if ("clear" in command) encoder.clearBuffer(command.clear.buffer, 0, command.clear.byteLength);
      else {
        const { from, fromOffset, to, toOffset, byteLength } = command.copy;
        encoder.copyBufferToBuffer(from, fromOffset, to, toOffset, byteLength);
      }
    }
    pass?.end();
  }

  #bindGroup({ layout }: Pipeline, buffers: readonly PooledBuffer[]): GPUBindGroup {
    let key = layout.key;
    for (const { serial } of buffers) key += `,${serial}`;
    const known = this.#bindGroups.get(key);
    if (known !== undefined) return known;
    const group = this.#device.createBindGroup({
      layout: layout.group,
      entries: [
        { binding: 0, resource: { buffer: this.#params, size: slotBytes } },
        ...buffers.map(({ gpu }, i) => ({ binding: i + 1, resource: { buffer: gpu } })),
      ],
    });
    if (this.#bindGroups.size >= bindGroupLimit) this.#bindGroups.clear();
    this.#bindGroups.set(key, group);
    return group;
  }
}

function newBatch(serial: number): Batch {
  return { serial, uploads: [], commands: [], params: new Uint32Array(batchLimit * slotWords), dispatches: 0 };
}

/** Pipelines of a batch that are still being made. */
function pendingPipelines(batch: Batch): Pipeline[] {
  const pending = new Set<Pipeline>();
  for (const command of batch.commands) {
    if ("dispatch" in command && command.dispatch.pipeline.compiled === undefined)
      pending.add(command.dispatch.pipeline);
  }
  return [...pending];
}
