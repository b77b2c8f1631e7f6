import type { KernelTime } from "@binade/backend";
import { mapModeRead, usage } from "./usage.ts";

/** One dispatch with two queries: when it began and when it ended. */
interface Timed {
  readonly kernel: string;
  readonly part: string;
}

const bytesPerQuery = 8;

/**
 * Times dispatches by timestamp queries. Each then needs a pass of its own, so a profiled run is slower than another; the
 * numbers that it computes are the same. Browsers may round timestamps (Chromium to 100 µs).
 */
export class Profiler {
  readonly #device: GPUDevice;
  readonly #queries: GPUQuerySet;
  readonly #resolved: GPUBuffer;
  readonly #idle: GPUBuffer[] = [];
  readonly #pending = new Set<Promise<void>>();
  readonly #times = new Map<string, { kernel: string; part: string; dispatches: number; milliseconds: number }>();
  #batch: Timed[] = [];

  /** @param limit - Dispatches of a batch. */
  constructor(device: GPUDevice, limit: number) {
    this.#device = device;
    this.#queries = device.createQuerySet({ type: "timestamp", count: 2 * limit });
    const size = 2 * limit * bytesPerQuery;
    this.#resolved = device.createBuffer({ size, usage: usage.queryResolve | usage.copySource });
  }

  /** What the pass of the next dispatch of the batch writes. */
  next(kernel: string, part: string): GPUComputePassTimestampWrites {
    const first = 2 * this.#batch.length;
    this.#batch.push({ kernel, part });
    return { querySet: this.#queries, beginningOfPassWriteIndex: first, endOfPassWriteIndex: first + 1 };
  }

  /** At the end of a batch: bring its timestamps to where they can be mapped. What is returned is to run after submission. */
  resolve(encoder: GPUCommandEncoder): () => void {
    const batch = this.#batch;
    if (batch.length === 0) return () => undefined;
    this.#batch = [];
    const byteLength = 2 * batch.length * bytesPerQuery;
    const target =
      this.#idle.pop() ??
      this.#device.createBuffer({ size: this.#resolved.size, usage: usage.mapRead | usage.copyTarget });
    encoder.resolveQuerySet(this.#queries, 0, 2 * batch.length, this.#resolved, 0);
    encoder.copyBufferToBuffer(this.#resolved, 0, target, 0, byteLength);
    return () => {
      const counted = target
        .mapAsync(mapModeRead, 0, byteLength)
        .then(() => {
          const stamps = new BigUint64Array(target.getMappedRange(0, byteLength));
          for (const [i, timed] of batch.entries()) {
            // a device may set its clock back: what it says then is worth nothing
            const nanoseconds = Math.max(0, Number((stamps[2 * i + 1] as bigint) - (stamps[2 * i] as bigint)));
            this.#add(timed, nanoseconds / 1e6);
          }
          target.unmap();
          this.#idle.push(target);
        })
        .catch(() => undefined) // the device is gone, as every read says
        .finally(() => this.#pending.delete(counted));
      this.#pending.add(counted);
    };
  }

  /** Of everything submitted so far, the longest first. */
  async times(): Promise<readonly KernelTime[]> {
    await Promise.all(this.#pending);
    return [...this.#times.values()].map((time) => ({ ...time })).sort((a, b) => b.milliseconds - a.milliseconds);
  }

  destroy(): void {
    this.#queries.destroy();
    for (const buffer of [this.#resolved, ...this.#idle]) buffer.destroy();
  }

  #add({ kernel, part }: Timed, milliseconds: number): void {
    const key = `${kernel} ${part}`;
    const time = this.#times.get(key) ?? { kernel, part, dispatches: 0, milliseconds: 0 };
    time.dispatches++;
    time.milliseconds += milliseconds;
    this.#times.set(key, time);
  }
}
