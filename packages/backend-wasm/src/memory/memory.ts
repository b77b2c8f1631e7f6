import { BackendError, type BackendStats, type BufferId, dtypes, type View } from "@binade/backend";
import type { WasmMemory } from "../module/webAssembly.ts";
import type { Heap } from "./heap.ts";

interface Buffer {
  readonly address: number;
  readonly byteLength: number;
  /** Whether its bytes are those of whoever had them before, though they read as zeros. */
  isStale: boolean;
}

/** The buffers of one backend, in the linear memory of its module. */
export class Memory {
  readonly #wasm: WasmMemory;
  readonly #heap: Heap;
  readonly #buffers: Map<BufferId, Buffer> = new Map();
  #bytes: Uint8Array;
  #words: Int32Array;
  #nextId: BufferId = 1;
  #liveBytes = 0;
  #peakBytes = 0;

  constructor(wasm: WasmMemory, heap: Heap) {
    this.#wasm = wasm;
    this.#heap = heap;
    this.#bytes = new Uint8Array(wasm.buffer);
    this.#words = new Int32Array(wasm.buffer);
  }

  alloc(byteLength: number): BufferId {
    if (!Number.isSafeInteger(byteLength) || byteLength < 0) {
      throw new BackendError("ERR_BUFFER", `alloc: byteLength must be a non-negative integer, got ${byteLength}`);
    }
    const rounded = Math.ceil(byteLength / 4) * 4;
    const address = this.#heap.allocate(rounded);
    const id = this.#nextId++;
    this.#buffers.set(id, { address, byteLength: rounded, isStale: true });
    this.#liveBytes += rounded;
    this.#peakBytes = Math.max(this.#peakBytes, this.#liveBytes);
    return id;
  }

  free(id: BufferId): void {
    const { address, byteLength } = this.#buffer(id);
    this.#heap.release(address);
    this.#liveBytes -= byteLength;
    this.#buffers.delete(id);
  }

  clear(): void {
    for (const { address } of this.#buffers.values()) this.#heap.release(address);
    this.#buffers.clear();
    this.#liveBytes = 0;
  }

  byteLengthOf(id: BufferId): number {
    return this.#buffer(id).byteLength;
  }

  /** Address of a byte of a buffer. */
  addressOf(id: BufferId, byteOffset = 0): number {
    return this.#buffer(id).address + byteOffset;
  }

  /** Before a buffer is read, or written in part: a new one gets its zeros. */
  settle(id: BufferId): void {
    const buffer = this.#buffer(id);
    if (!buffer.isStale) return;
    const { address, byteLength } = buffer;
    this.bytes.fill(0, address, address + byteLength);
    buffer.isStale = false;
  }

  /**
   * Before `byteLength` bytes from `offset` on are written: a new buffer gets its zeros, unless every word of it is about to
   * be written. {@link written} then says that it was.
   */
  settleAround(id: BufferId, offset: number, byteLength: number): void {
    const buffer = this.#buffer(id);
    if (!buffer.isStale) return;
    if (offset !== 0 || Math.ceil(byteLength / 4) * 4 !== buffer.byteLength) this.settle(id);
    else if (byteLength !== buffer.byteLength) this.words[(buffer.address + buffer.byteLength - 4) >>> 2] = 0;
  }

  /** What {@link settleAround} was told of has been written. */
  written(id: BufferId): void {
    this.#buffer(id).isStale = false;
  }

  /** Address of the first element of a view. */
  addressOfView({ buffer, dtype, offset }: View): number {
    return this.#buffer(buffer).address + offset * dtypes[dtype].byteWidth;
  }

  /**
   * Run with memory that belongs to no tensor and is not counted; it is given back afterwards.
   *
   * @throws {@link BackendError} `ERR_OUT_OF_MEMORY` before anything has run.
   */
  withScratch(byteLength: number, run: (address: number) => void): void {
    const address = this.#heap.allocate(byteLength);
    try {
      run(address);
    } finally {
      this.#heap.release(address);
    }
  }

  /** All of linear memory. Not to be kept: growth takes the array away. */
  get bytes(): Uint8Array {
    if (this.#bytes.buffer !== this.#wasm.buffer) this.#bytes = new Uint8Array(this.#wasm.buffer);
    return this.#bytes;
  }

  /** The same as 32-bit words. */
  get words(): Int32Array {
    if (this.#words.buffer !== this.#wasm.buffer) this.#words = new Int32Array(this.#wasm.buffer);
    return this.#words;
  }

  stats(dispatches: number): BackendStats {
    return { liveBuffers: this.#buffers.size, liveBytes: this.#liveBytes, peakBytes: this.#peakBytes, dispatches };
  }

  #buffer(id: BufferId): Buffer {
    const buffer = this.#buffers.get(id);
    if (buffer === undefined) {
      throw new BackendError("ERR_BUFFER", `buffer ${id}: not alive (never allocated, or already freed)`, { id });
    }
    return buffer;
  }
}
