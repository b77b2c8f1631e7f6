/** A GPU buffer with what the pool and the queue know about it. */
export interface PooledBuffer {
  readonly gpu: GPUBuffer;
  readonly byteLength: number;
  /** Names it in keys of bind groups. */
  readonly serial: number;
  /** Whether it may hold what an earlier owner left. */
  isStale: boolean;
  /** The batch of commands that used it last. */
  lastBatch: number;
}

/** Bytes that may wait in the pool for a new owner. */
const idleLimit = 512 * 1024 * 1024;

/**
 * GPU buffers by size, kept for reuse: creating one takes longer than most kernels. Sizes are rounded up to an eighth of
 * their binade, so that few buckets serve all shapes and at most an eighth is wasted.
 */
export class BufferPool {
  readonly #device: GPUDevice;
  readonly #usage: number;
  readonly #idle = new Map<number, PooledBuffer[]>();
  #idleBytes = 0;
  #nextSerial = 0;

  constructor(device: GPUDevice, usage: number) {
    this.#device = device;
    this.#usage = usage;
  }

  take(byteLength: number): PooledBuffer {
    const size = bucketSize(byteLength);
    const reused = this.#idle.get(size)?.pop();
    if (reused !== undefined) {
      this.#idleBytes -= size;
      reused.isStale = true;
      return reused;
    }
    const gpu = this.#device.createBuffer({ size, usage: this.#usage });
    return { gpu, byteLength: size, serial: this.#nextSerial++, isStale: false, lastBatch: -1 };
  }

  give(buffer: PooledBuffer): void {
    const bucket = this.#idle.get(buffer.byteLength);
    if (bucket === undefined) this.#idle.set(buffer.byteLength, [buffer]);
    else bucket.push(buffer);
    this.#idleBytes += buffer.byteLength;
  }

  /** Destroy what waits beyond the limit. Only when no command that uses it is still to be submitted. */
  trim(limit: number = idleLimit): void {
    for (const [size, bucket] of this.#idle) {
      while (this.#idleBytes > limit && bucket.length > 0) {
        bucket.pop()?.gpu.destroy();
        this.#idleBytes -= size;
      }
    }
  }
}

/** At least 256 bytes, in steps of an eighth of the binade. */
export function bucketSize(byteLength: number): number {
  if (byteLength <= 256) return 256;
  let step = 32;
  while (step * 16 < byteLength) step *= 2;
  return Math.ceil(byteLength / step) * step;
}
