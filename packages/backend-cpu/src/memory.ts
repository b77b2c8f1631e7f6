import { BackendError, type BackendStats, type BufferId, dtypes, elementCount, type View } from "@binade/backend";

/** Element words of a view's buffer, as wide as its dtype. */
export type Words = Uint32Array | Uint16Array | Uint8Array;

/** The buffers of one backend. Every view taken from here is a window on the live bytes, not a copy. */
export class Memory {
  readonly #buffers = new Map<BufferId, ArrayBuffer>();
  #nextId: BufferId = 1;
  #liveBytes = 0;
  #peakBytes = 0;

  alloc(byteLength: number): BufferId {
    if (!Number.isSafeInteger(byteLength) || byteLength < 0) {
      throw new BackendError("ERR_BUFFER", `alloc: byteLength must be a non-negative integer, got ${byteLength}`);
    }
    const id = this.#nextId++;
    const rounded = Math.ceil(byteLength / 4) * 4;
    this.#buffers.set(id, allocate(rounded));
    this.#liveBytes += rounded;
    this.#peakBytes = Math.max(this.#peakBytes, this.#liveBytes);
    return id;
  }

  free(id: BufferId): void {
    this.#liveBytes -= this.bytes(id).byteLength;
    this.#buffers.delete(id);
  }

  clear(): void {
    this.#buffers.clear();
    this.#liveBytes = 0;
  }

  /** The bytes of a buffer. */
  bytes(id: BufferId): ArrayBuffer {
    const buffer = this.#buffers.get(id);
    if (buffer === undefined) {
      throw new BackendError("ERR_BUFFER", `buffer ${id}: not alive (never allocated, or already freed)`, { id });
    }
    return buffer;
  }

  words(view: View): Words {
    const bytes = this.bytes(view.buffer);
    const width = dtypes[view.dtype].byteWidth;
    return width === 4 ? new Uint32Array(bytes) : width === 2 ? new Uint16Array(bytes) : new Uint8Array(bytes);
  }

  /** The words of a state buffer, twice: as integers and as f32 (see the state layouts of the contract). */
  state(view: View): { readonly ints: Int32Array; readonly floats: Float32Array } {
    const bytes = this.bytes(view.buffer);
    const range = [view.offset * 4, elementCount(view.shape)] as const;
    return { ints: new Int32Array(bytes, ...range), floats: new Float32Array(bytes, ...range) };
  }

  stats(dispatches: number): BackendStats {
    return { liveBuffers: this.#buffers.size, liveBytes: this.#liveBytes, peakBytes: this.#peakBytes, dispatches };
  }
}

function allocate(byteLength: number): ArrayBuffer {
  try {
    return new ArrayBuffer(byteLength);
  } catch (cause) {
    const message = `alloc: the engine could not allocate ${byteLength} bytes (free tensors, or use a smaller batch)`;
    throw new BackendError("ERR_OUT_OF_MEMORY", message, { byteLength, cause });
  }
}
