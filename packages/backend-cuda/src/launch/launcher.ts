import { BackendError, type Dtype, dtypes, elementCount, type View } from "@binade/backend";
import type { NativeDevice } from "../addon/addon.ts";
import { failureOf } from "../device/failureOf.ts";
import type { Memory } from "../device/memory.ts";
import { encodeCall, wide } from "./encodeCall.ts";
import { mergedAxes } from "./mergedAxes.ts";

/** One launch of a kernel of `native/kernels`. */
export interface Launch {
  readonly kernel: string;
  /** Outputs first, as the kernel's comment lists them. */
  readonly views: readonly View[];
  readonly words?: readonly number[];
  /** Elements, if not those of the first view. */
  readonly count?: number;
  /** Threads: one for each word of the first view, unless said otherwise. */
  readonly threads?: number;
  /** Blocks of so many threads instead. */
  readonly blocks?: { readonly count: number; readonly threads: number };
}

/** A matrix product for cuBLASLt. */
export interface Product {
  /** Those of `native/addon/products.h` up to the addresses. */
  readonly fields: readonly number[];
  /** Whose addresses follow. */
  readonly views: readonly [a: View, b: View, y: View, bias: View | undefined];
  /** What cuBLASLt may use besides. */
  readonly workspaceBytes: number;
}

const blockSize = 256;
const largestGrid = 2147483647;
const foundWords = 5;

/** Enqueues kernels on one device. */
export class Launcher {
  readonly #name: string;
  readonly #device: NativeDevice;
  readonly #memory: Memory;
  readonly #kernels = new Map<string, number>();
  #indexErrors: View | undefined;

  constructor(name: string, device: NativeDevice, memory: Memory) {
    this.#name = name;
    this.#device = device;
    this.#memory = memory;
  }

  run({ kernel, views, words = [], count, threads, blocks }: Launch): void {
    const first = views[0] as View;
    const elements = count ?? elementCount(first.shape);
    const perWord = 4 / dtypes[first.dtype].byteWidth;
    const grid = blocks ?? {
      count: Math.ceil((threads ?? Math.ceil(elements / perWord)) / blockSize),
      threads: blockSize,
    };
    if (grid.count === 0) return;
    if (grid.count > largestGrid) {
      const message = `${kernel}: expected at most ${largestGrid} blocks of threads, got ${grid.count}`;
      throw new BackendError("ERR_SHAPE", message, { kernel });
    }
    const encoded = views.map((view) => ({
      address: this.#addressOf(view),
      dtype: view.dtype,
      ...mergedAxes(view),
    }));
    const call = encodeCall({ count: elements, views: encoded, words });
    this.#guarded(() => this.#device.launch(this.#kernel(kernel), grid.count, grid.threads, call));
  }

  /** False where cuBLASLt has no algorithm for it. */
  multiply({ fields, views, workspaceBytes }: Product): boolean {
    const workspace = this.scratch("u8", workspaceBytes);
    try {
      const addresses = [...views, workspace].map((view) => (view === undefined ? 0 : this.#addressOf(view)));
      return this.#guarded(() => this.#device.multiply(Float64Array.of(...fields, ...addresses, workspaceBytes)));
    } finally {
      this.release(workspace);
    }
  }

  /** Room for so many elements, with whatever was in it, until it is released. */
  scratch(dtype: Dtype, count: number): View {
    const buffer = this.#memory.allocScratch(count * dtypes[dtype].byteWidth);
    return { buffer, dtype, shape: [count], strides: [1], offset: 0 };
  }

  zeroed(dtype: Dtype, count: number): View {
    const view = this.scratch(dtype, count);
    this.#guarded(() => this.#memory.zero(view.buffer));
    return view;
  }

  /** What is enqueued still uses it; what comes after may use it anew. */
  release({ buffer }: View): void {
    this.#memory.freeScratch(buffer);
  }

  /** Let the next read fail if an index lies outside of `rows`. */
  checkIndex(index: View, rows: number): void {
    this.#indexErrors ??= this.zeroed("i32", foundWords);
    const threads = elementCount(index.shape);
    this.run({
      kernel: "checkIndex",
      views: [this.#indexErrors, index],
      words: wide(rows),
      count: threads,
      threads,
    });
  }

  /** What {@link checkIndex} found since this was asked last; to be released. */
  takeIndexErrors(): View | undefined {
    const errors = this.#indexErrors;
    this.#indexErrors = undefined;
    return errors;
  }

  #kernel(name: string): number {
    const known = this.#kernels.get(name);
    if (known !== undefined) return known;
    const number = this.#device.kernel(name);
    this.#kernels.set(name, number);
    return number;
  }

  #addressOf({ buffer, dtype, offset }: View): number {
    return this.#memory.addressOf(buffer) + offset * dtypes[dtype].byteWidth;
  }

  #guarded<T>(run: () => T): T {
    try {
      return run();
    } catch (error) {
      throw failureOf(this.#name, error);
    }
  }
}
