import { BackendError, type BackendStats, type BufferId } from "@binade/backend";
import type { BufferPool, PooledBuffer } from "./bufferPool.ts";

interface Allocation {
  readonly byteLength: number;
  readonly buffer: PooledBuffer;
  readonly isScratch: boolean;
}

/** The buffers of one backend by id. Scratch of kernels has ids too, and is left out of the statistics. */
export class Memory {
  readonly #pool: BufferPool;
  readonly #limit: number;
  readonly #allocations = new Map<BufferId, Allocation>();
  #nextId: BufferId = 1;
  #liveBuffers = 0;
  #liveBytes = 0;
  #peakBytes = 0;

  /** @param limit - Bytes that one buffer may hold. */
  constructor(pool: BufferPool, limit: number) {
    this.#pool = pool;
    this.#limit = limit;
  }

  alloc(byteLength: number, isScratch = false): BufferId {
    if (!Number.isSafeInteger(byteLength) || byteLength < 0) {
      throw new BackendError("ERR_BUFFER", `alloc: byteLength must be a non-negative integer, got ${byteLength}`);
    }
    if (byteLength > this.#limit) {
      const message = `alloc: this device binds at most ${this.#limit} bytes of a buffer, got ${byteLength} (use a smaller batch)`;
      throw new BackendError("ERR_OUT_OF_MEMORY", message, { byteLength, limit: this.#limit });
    }
    const rounded = Math.ceil(byteLength / 4) * 4;
    const id = this.#nextId++;
    this.#allocations.set(id, { byteLength: rounded, buffer: this.#pool.take(rounded), isScratch });
    if (!isScratch) {
      this.#liveBuffers++;
      this.#liveBytes += rounded;
      this.#peakBytes = Math.max(this.#peakBytes, this.#liveBytes);
    }
    return id;
  }

  free(id: BufferId): void {
    const { byteLength, buffer, isScratch } = this.#get(id);
    this.#allocations.delete(id);
    this.#pool.give(buffer);
    if (isScratch) return;
    this.#liveBuffers--;
    this.#liveBytes -= byteLength;
  }

  clear(): void {
    for (const { buffer } of this.#allocations.values()) this.#pool.give(buffer);
    this.#allocations.clear();
    this.#liveBuffers = 0;
    this.#liveBytes = 0;
  }

  byteLengthOf(id: BufferId): number {
    return this.#get(id).byteLength;
  }

  bufferOf(id: BufferId): PooledBuffer {
    return this.#get(id).buffer;
  }

  stats(dispatches: number): BackendStats {
    return { liveBuffers: this.#liveBuffers, liveBytes: this.#liveBytes, peakBytes: this.#peakBytes, dispatches };
  }

  #get(id: BufferId): Allocation {
    const allocation = this.#allocations.get(id);
    if (allocation === undefined) {
      throw new BackendError("ERR_BUFFER", `buffer ${id}: not alive (never allocated, or already freed)`, { id });
    }
    return allocation;
  }
}
