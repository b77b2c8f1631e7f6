import type { NativeDevice } from "../addon/addon.ts";

/** Memory of the device. */
export interface Block {
  readonly address: number;
  /** Bytes that it has, at least those that were asked for. */
  readonly byteLength: number;
}

const leastSize = 512;
/** Sizes between a power of two and the next, so that at most a fifth of a block is unused. */
const sizesPerDoubling = 4;
const outOfMemory = 2;

/**
 * Memory that is given back is kept for the next to ask: the driver's own calls wait for the device. What is enqueued runs in
 * order, so a block can be used anew at once.
 */
export class Allocator {
  readonly #device: NativeDevice;
  readonly #free = new Map<number, Block[]>();
  #reservedBytes = 0;
  #cachedBytes = 0;

  constructor(device: NativeDevice) {
    this.#device = device;
  }

  /** Bytes taken from the driver. */
  get reservedBytes(): number {
    return this.#reservedBytes;
  }

  /** Of these, the bytes that nobody uses. */
  get cachedBytes(): number {
    return this.#cachedBytes;
  }

  allocate(byteLength: number): Block {
    const size = sizeFor(byteLength);
    const kept = this.#free.get(size)?.pop();
    if (kept !== undefined) {
      this.#cachedBytes -= size;
      return kept;
    }
    const block = { address: this.#take(size), byteLength: size };
    this.#reservedBytes += size;
    return block;
  }

  release(block: Block): void {
    const list = this.#free.get(block.byteLength);
    if (list === undefined) this.#free.set(block.byteLength, [block]);
    else list.push(block);
    this.#cachedBytes += block.byteLength;
  }

  /** Give everything that nobody uses back to the driver. */
  trim(): void {
    for (const { address, byteLength } of [...this.#free.values()].flat()) {
      this.#device.free(address);
      this.#reservedBytes -= byteLength;
      this.#cachedBytes -= byteLength;
    }
    this.#free.clear();
  }

  /** The driver's memory; when there is none left, once more without what was kept. */
  #take(size: number): number {
    try {
      return this.#device.allocate(size);
    } catch (error) {
      if ((error as { readonly result?: number }).result !== outOfMemory || this.#cachedBytes === 0) throw error;
      this.trim();
      return this.#device.allocate(size);
    }
  }
}

/** The size of the blocks that serve so many bytes. */
function sizeFor(byteLength: number): number {
  let size = leastSize;
  while (size < byteLength) size *= 2;
  const step = size / 2 / sizesPerDoubling;
  return size === leastSize ? size : Math.ceil(byteLength / step) * step;
}
