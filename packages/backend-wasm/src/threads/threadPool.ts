import { BackendError } from "@binade/backend";
import type { RangeExports } from "../module/wasmExports.ts";
import type { WasmMemory } from "../module/webAssembly.ts";
import { controlWordCount, jobNumbers, mostNumbers, mostPieces, controlWords as words } from "./controlWords.ts";
import type { CreateWorker, HostWorker } from "./hostWorker.ts";
import type { Range, RangeArguments, RangeKernelName, Threads } from "./threads.ts";
import { waitForPieces } from "./waitForPieces.ts";
import { workerSource } from "./workerSource.gen.ts";

/** What a pool is made of. */
export interface ThreadPoolOptions {
  readonly module: object;
  readonly memory: WasmMemory;
  readonly exports: RangeExports;
  /** Workers beside the thread that calls. */
  readonly workers: number;
  readonly create: CreateWorker;
  /** Room for the workspace of a worker. */
  readonly allocateWorkspace: () => number;
  /** Milliseconds without progress of the others after which one of them counts as dead. */
  readonly silenceMs?: number;
  /** For tests: cut whatever can be cut, and leave the pieces to the workers once they have started. */
  readonly isForced?: boolean;
}

/** Pieces for each thread, so that a late one leaves its share to the others. */
const piecesEach = 4;

/**
 * The thread that calls and workers that help it. They start with the first range that is worth it, which the caller does
 * alone if they are late; a piece belongs to who takes it first. Kernels do not depend on who computes which piece.
 */
export class ThreadPool implements Threads {
  readonly #options: ThreadPoolOptions;
  readonly #kernels: readonly RangeKernelName[];
  readonly #control: Int32Array<SharedArrayBuffer> = new Int32Array(new SharedArrayBuffer(4 * controlWordCount));
  readonly #numbers: Float64Array<SharedArrayBuffer> = new Float64Array(new SharedArrayBuffer(8 * mostNumbers));
  #workers: HostWorker[] | undefined;
  #job = 0;
  #lost: BackendError | undefined;
  #isDisposed = false;

  constructor(options: ThreadPoolOptions) {
    this.#options = options;
    this.#kernels = Object.keys(options.exports) as RangeKernelName[];
    this.#control.fill(-1, words.pieces);
  }

  run<N extends RangeKernelName>(kernel: N, range: Range, args: RangeArguments<N>): void {
    this.check();
    const pieceLength = this.#pieceLength(range);
    const pieceCount = Math.ceil(range.total / pieceLength);
    if (!(pieceCount > 1)) {
      this.#call(kernel, 0, range.total, args);
      return;
    }
    this.start();
    this.#publish(kernel, { ...range, pieceLength, pieceCount }, args);
    this.#takePieces(kernel, range.total, pieceLength, pieceCount, args);
    this.#awaitOthers(pieceCount);
  }

  get count(): number {
    return this.#options.workers + 1;
  }

  get leastShare(): 0 | 1 {
    return this.#options.isForced === true ? 0 : 1;
  }

  /** Starts the workers, if that was not done yet. */
  start(): void {
    if (this.#workers !== undefined || this.#isDisposed) return;
    this.#workers = [];
    try {
      for (let i = 0; i < this.#options.workers; i++) this.#workers.push(this.#startWorker(i));
    } catch {
      // No room for another workspace, or no worker: those that there are help, and the caller does the rest.
    }
  }

  /** Pieces that each worker has done so far; −1 before it has started. */
  get piecesByWorker(): readonly number[] {
    return Array.from(this.#control.subarray(words.pieces, words.pieces + this.#options.workers));
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    const workers = this.#workers ?? [];
    this.#workers = [];
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  #startWorker(index: number): HostWorker {
    const { module, memory, allocateWorkspace, create } = this.#options;
    const workspace = allocateWorkspace();
    const worker = create(workerSource, (reason) => this.#end(index, reason));
    const [control, numbers, kernels] = [this.#control, this.#numbers, this.#kernels];
    worker.post({ module, memory, workspace, control, numbers, words, kernels, worker: index });
    return worker;
  }

  /** One that never started only leaves more to the others; one that did may have taken a piece with it. */
  #end(index: number, reason: string): void {
    if (this.#isDisposed || Atomics.load(this.#control, words.pieces + index) < 0) return;
    this.#lose(`worker ${index + 1} of ${this.#options.workers} is gone: ${reason}`);
  }

  #lose(reason: string): BackendError {
    const advice = "create a new backend and go on from the last checkpoint";
    this.#lost ??= new BackendError("ERR_DEVICE_LOST", `backend "wasm": ${reason} (${advice})`, { reason });
    void this.dispose();
    return this.#lost;
  }

  check(): void {
    if (this.#lost !== undefined) throw this.#lost;
  }

  #pieceLength({ total, unit = 1, least }: Range): number {
    const shortest = Math.max(least * this.leastShare, unit, Math.ceil(total / mostPieces));
    const wanted = Math.ceil(total / (piecesEach * this.count));
    return Math.ceil(Math.max(shortest, wanted) / unit) * unit;
  }

  #publish(
    kernel: RangeKernelName,
    job: { readonly total: number; readonly pieceLength: number; readonly pieceCount: number },
    args: readonly number[],
  ): void {
    const { total, pieceLength, pieceCount } = job;
    this.#numbers.set([total, pieceLength, ...args]);
    Atomics.store(this.#control, words.numberCount, args.length + 2);
    Atomics.store(this.#control, words.kernel, this.#kernels.indexOf(kernel));
    Atomics.store(this.#control, words.pieceCount, pieceCount);
    Atomics.store(this.#control, words.done, 0);
    this.#job = (this.#job + 1) % jobNumbers;
    Atomics.store(this.#control, words.ticket, this.#job * (words.leftMask + 1) + pieceCount);
    Atomics.notify(this.#control, words.ticket);
  }

  /** Until none is left. */
  #takePieces(
    kernel: RangeKernelName,
    total: number,
    pieceLength: number,
    pieceCount: number,
    args: readonly number[],
  ): void {
    if (this.#options.isForced && this.piecesByWorker.some((pieces) => pieces >= 0)) return;
    for (;;) {
      const ticket = Atomics.load(this.#control, words.ticket);
      const left = ticket & words.leftMask;
      if (left === 0) return;
      if (Atomics.compareExchange(this.#control, words.ticket, ticket, ticket - 1) !== ticket) continue;
      const first = (pieceCount - left) * pieceLength;
      try {
        this.#call(kernel, first, Math.min(first + pieceLength, total), args);
      } finally {
        Atomics.add(this.#control, words.done, 1);
      }
    }
  }

  #awaitOthers(pieceCount: number): void {
    if (!waitForPieces(this.#control, pieceCount, this.#options.silenceMs)) {
      throw this.#lose("a worker has not answered for too long");
    }
    const failed = Atomics.load(this.#control, words.failed);
    if (failed !== 0) throw this.#lose(`a kernel failed in worker ${failed}`);
  }

  #call(kernel: RangeKernelName, first: number, end: number, args: readonly number[]): void {
    (this.#options.exports[kernel] as (...args: number[]) => void)(first, end, ...args);
  }
}
