import { BufferPool, type PooledBuffer } from "./bufferPool.ts";
import type { CommandQueue } from "./commandQueue.ts";
import { mapModeRead, usage } from "./usage.ts";

/** Brings bytes back from the device, through buffers that can be mapped and are kept for the next time. */
export class Readback {
  readonly #queue: CommandQueue;
  readonly #staging: BufferPool;

  constructor(device: GPUDevice, queue: CommandQueue) {
    this.#queue = queue;
    this.#staging = new BufferPool(device, usage.mapRead | usage.copyTarget);
  }

  /** The bytes after everything enqueued before. */
  async read(source: PooledBuffer, offset: number, byteLength: number): Promise<Uint8Array> {
    const start = offset - (offset % 4);
    const length = Math.ceil((offset + byteLength - start) / 4) * 4;
    const staging = this.#staging.take(length);
    this.#queue.copy(source, start, staging, 0, length);
    await this.#queue.submitted();
    await staging.gpu.mapAsync(mapModeRead, 0, length);
    const bytes = new Uint8Array(staging.gpu.getMappedRange(0, length)).slice(
      offset - start,
      offset - start + byteLength,
    );
    staging.gpu.unmap();
    this.#staging.give(staging);
    this.#staging.trim(64 * 1024 * 1024);
    return bytes;
  }

  destroy(): void {
    this.#staging.trim(0);
  }
}
