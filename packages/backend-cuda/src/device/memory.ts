import { BackendError, type BackendStats, type BufferId } from "@binade/backend";
import type { NativeDevice } from "../addon/addon.ts";
import type { Allocator, Block } from "./allocator.ts";
import { failureOf } from "./failureOf.ts";

interface Buffer extends Block {
  /** What the caller asked for, in whole words. */
  readonly length: number;
  /** Room of a kernel for what is between its steps; nobody else sees it and it does not count. */
  readonly isScratch: boolean;
}

/** The buffers of one backend. */
export class Memory {
  readonly #name: string;
  readonly #device: NativeDevice;
  readonly #allocator: Pick<Allocator, keyof Allocator>;
  readonly #buffers = new Map<BufferId, Buffer>();
  #nextId: BufferId = 1;
  #liveBuffers = 0;
  #liveBytes = 0;
  #peakBytes = 0;

  constructor(name: string, device: NativeDevice, allocator: Pick<Allocator, keyof Allocator>) {
    this.#name = name;
    this.#device = device;
    this.#allocator = allocator;
  }

  /** Zeroed. */
  alloc(byteLength: number): BufferId {
    if (!Number.isSafeInteger(byteLength) || byteLength < 0) {
      throw new BackendError("ERR_BUFFER", `alloc: byteLength must be a non-negative integer, got ${byteLength}`);
    }
    const id = this.#add(byteLength, false);
    this.zero(id);
    this.#liveBuffers++;
    this.#liveBytes += this.byteLengthOf(id);
    this.#peakBytes = Math.max(this.#peakBytes, this.#liveBytes);
    return id;
  }

  free(id: BufferId): void {
    const { length, isScratch } = this.#buffer(id);
    if (isScratch) throw notAlive(id);
    this.#remove(id);
    this.#liveBuffers--;
    this.#liveBytes -= length;
  }

  /** Memory with whatever was in it. */
  allocScratch(byteLength: number): BufferId {
    return this.#add(byteLength, true);
  }

  freeScratch(id: BufferId): void {
    this.#remove(id);
  }

  zero(id: BufferId): void {
    const { address, length } = this.#buffer(id);
    if (length > 0) this.#device.fill(address, 0, length / 4);
  }

  addressOf(id: BufferId): number {
    return this.#buffer(id).address;
  }

  byteLengthOf(id: BufferId): number {
    return this.#buffer(id).length;
  }

  /** Bytes taken from the driver, and those of them that nobody uses. */
  get reserved(): { readonly reservedBytes: number; readonly cachedBytes: number } {
    return { reservedBytes: this.#allocator.reservedBytes, cachedBytes: this.#allocator.cachedBytes };
  }

  stats(dispatches: number): BackendStats {
    return { liveBuffers: this.#liveBuffers, liveBytes: this.#liveBytes, peakBytes: this.#peakBytes, dispatches };
  }

  /** Free everything, and give it back to the driver. */
  clear(): void {
    for (const buffer of this.#buffers.values()) this.#allocator.release(buffer);
    this.#buffers.clear();
    this.#liveBuffers = 0;
    this.#liveBytes = 0;
    this.#allocator.trim();
  }

  #add(byteLength: number, isScratch: boolean): BufferId {
    const length = Math.ceil(byteLength / 4) * 4;
    const id = this.#nextId++;
    this.#buffers.set(id, { ...this.#allocate(length), length, isScratch });
    return id;
  }

  #allocate(length: number): Block {
    try {
      return this.#allocator.allocate(length);
    } catch (error) {
      throw failureOf(this.#name, error);
    }
  }

  #remove(id: BufferId): void {
    this.#allocator.release(this.#buffer(id));
    this.#buffers.delete(id);
  }

  #buffer(id: BufferId): Buffer {
    const buffer = this.#buffers.get(id);
    if (buffer === undefined) throw notAlive(id);
    return buffer;
  }
}

function notAlive(id: BufferId): BackendError {
  return new BackendError("ERR_BUFFER", `buffer ${id}: not alive (never allocated, or already freed)`, { id });
}
