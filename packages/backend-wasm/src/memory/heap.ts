import { BackendError } from "@binade/backend";
import { pageByteLength, type WasmMemory } from "../module/webAssembly.ts";
import { type Block, FreeBlocks, granule } from "./blockList.ts";

/** What the memory grows by at least, so that small buffers do not grow it one by one. */
const leastGrowth = 1 << 20;

/** Room behind the last block for a vector that is read beyond the end of a buffer. */
const guard = 64;

/**
 * A growing heap in linear memory: free blocks by size class, split when they are taken, merged with their neighbours when
 * they are given back.
 */
export class Heap {
  readonly #memory: WasmMemory;
  readonly #limit: number;
  readonly #free: FreeBlocks = new FreeBlocks();
  readonly #used: Map<number, Block> = new Map();
  #end: number;
  #last: Block | undefined;

  /** @param limit - Bytes that the memory never grows beyond. */
  constructor(memory: WasmMemory, base: number, limit: number) {
    this.#memory = memory;
    this.#limit = limit;
    this.#end = Math.ceil(base / granule) * granule;
    this.#extend(memory.buffer.byteLength - guard);
  }

  /** Address of `byteLength` bytes, a multiple of 64. The bytes are those of whoever had them. */
  allocate(byteLength: number): number {
    const needed = Math.max(Math.ceil(byteLength / granule), 1) * granule;
    if (needed > this.#limit) throw this.#outOfMemory(needed);
    const block = this.#free.find(needed) ?? this.#grow(needed);
    this.#free.remove(block);
    if (block.byteLength > needed) this.#split(block, needed);
    this.#used.set(block.start, block);
    return block.start;
  }

  /** Give back what {@link allocate} gave. */
  release(address: number): void {
    const block = this.#used.get(address);
    if (block === undefined) throw new RangeError(`release: expected the address of a block, got ${address}`);
    this.#used.delete(address);
    const { before, after } = block;
    if (after?.isFree) {
      this.#free.remove(after);
      this.#absorb(block, after);
    }
    if (before?.isFree) {
      this.#free.remove(before);
      this.#absorb(before, block);
      this.#free.add(before);
    } else {
      this.#free.add(block);
    }
  }

  /** The last free block, made as long as needed: by more than that if the engine has it, else by just that. */
  #grow(needed: number): Block {
    const missing = needed - (this.#last?.isFree ? this.#last.byteLength : 0);
    const size = this.#memory.buffer.byteLength;
    const generous = Math.max(missing, leastGrowth, size / 4);
    if (!this.#growBy(generous) && !this.#growBy(missing)) throw this.#outOfMemory(needed);
    this.#extend(this.#memory.buffer.byteLength - guard);
    return this.#last as Block;
  }

  #outOfMemory(byteLength: number): BackendError {
    const heapByteLength = this.#memory.buffer.byteLength;
    const message = `alloc: ${byteLength} bytes more than ${heapByteLength} are not to be had (free tensors, or use a smaller batch)`;
    return new BackendError("ERR_OUT_OF_MEMORY", message, { byteLength, heapByteLength });
  }

  #growBy(byteLength: number): boolean {
    const pages = Math.ceil(byteLength / pageByteLength);
    if (this.#memory.buffer.byteLength + pages * pageByteLength > this.#limit) return false;
    try {
      this.#memory.grow(pages);
      return true;
    } catch {
      return false;
    }
  }

  /** Make what lies between the last block and `end` free. */
  #extend(end: number): void {
    const byteLength = Math.floor((end - this.#end) / granule) * granule;
    if (this.#last?.isFree) {
      this.#free.remove(this.#last);
      this.#last.byteLength += byteLength;
    } else {
      const block = newBlock(this.#end, byteLength, this.#last, undefined);
      if (this.#last !== undefined) this.#last.after = block;
      this.#last = block;
    }
    this.#free.add(this.#last);
    this.#end += byteLength;
  }

  #split(block: Block, byteLength: number): void {
    const rest = newBlock(block.start + byteLength, block.byteLength - byteLength, block, block.after);
    if (block.after === undefined) this.#last = rest;
    else block.after.before = rest;
    block.after = rest;
    block.byteLength = byteLength;
    this.#free.add(rest);
  }

  #absorb(block: Block, after: Block): void {
    block.byteLength += after.byteLength;
    block.after = after.after;
    if (after.after === undefined) this.#last = block;
    else after.after.before = block;
  }
}

function newBlock(start: number, byteLength: number, before: Block | undefined, after: Block | undefined): Block {
  return { start, byteLength, isFree: false, before, after, previousFree: undefined, nextFree: undefined };
}
