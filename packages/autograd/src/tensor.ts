import { canonicalizeNaN, type Dtype, dtypes, elementCount, isFloatDtype, type View } from "@binade/backend";
import { AutogradError } from "./autogradError.ts";
import { backward } from "./backward.ts";
import type { Engine } from "./engine.ts";
import { listed } from "./listed.ts";
import { cast } from "./ops/cast.ts";
import { contiguous } from "./ops/contiguous.ts";
import type { Storage } from "./storage.ts";
import type { TapeNode } from "./tapeNode.ts";

/** How a tensor lies in its storage; strides and offset count elements. */
export interface Layout {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
}

/** Values as JavaScript numbers: floats widened to f32, NaN canonical. */
export type TensorValues = Float32Array | Int32Array | Uint8Array;

/** Code words in row-major order, NaN canonical (N1). */
export type TensorWords = Uint32Array | Uint16Array | Uint8Array;

/**
 * An n-dimensional array of one dtype on one engine's backend, perhaps a view of another one's storage.
 *
 * A tensor lives until {@link Tensor.dispose}, or until the scope that it was made in ends.
 */
export class Tensor implements Layout {
  readonly engine: Engine;
  readonly storage: Storage;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
  /** Whether a backward walk ends here and leaves its sum in {@link Tensor.grad}. */
  readonly isLeaf: boolean;
  readonly node: TapeNode | undefined;
  /** Sum of the gradients that reached this leaf; of its shape and dtype. Owned by this tensor. */
  grad: Tensor | undefined;
  #isDisposed = false;

  /** Takes over one owner of `storage`. Made by an engine's factories and by operations, not by hand. */
  constructor(
    engine: Engine,
    storage: Storage,
    layout: Layout,
    origin: { node?: TapeNode | undefined; isLeaf?: boolean } = {},
  ) {
    this.engine = engine;
    this.storage = storage;
    this.dtype = layout.dtype;
    this.shape = layout.shape;
    this.strides = layout.strides;
    this.offset = layout.offset;
    this.isLeaf = origin.isLeaf ?? false;
    this.node = origin.node;
    this.node?.retain();
    engine.adopt(this);
  }

  /** Whether a gradient flows through here. */
  get requiresGrad(): boolean {
    return this.isLeaf || this.node !== undefined;
  }

  get isDisposed(): boolean {
    return this.#isDisposed;
  }

  /** Number of elements. */
  get size(): number {
    return elementCount(this.shape);
  }

  get rank(): number {
    return this.shape.length;
  }

  /** The tensor as kernels see it. */
  get view(): View {
    this.requireAlive();
    return {
      buffer: this.storage.buffer,
      dtype: this.dtype,
      shape: this.shape,
      strides: this.strides,
      offset: this.offset,
    };
  }

  /** @throws AutogradError `ERR_DISPOSED` */
  requireAlive(): void {
    if (!this.#isDisposed) return;
    const message = `tensor: ${listed(this.shape)} ${this.dtype} was disposed (its scope ended, or dispose() was called); keep it with scope.keep`;
    throw new AutogradError("ERR_DISPOSED", message);
  }

  /** The same values without their history; shares the storage. */
  detach(): Tensor {
    return this.relaid(this);
  }

  /** Another reading of the same storage, without history; the caller answers for its bounds. */
  relaid({ shape, strides, offset }: Omit<Layout, "dtype">): Tensor {
    this.requireAlive();
    return new Tensor(this.engine, this.storage.retain(), { dtype: this.dtype, shape, strides, offset });
  }

  /**
   * Values in row-major order, after everything enqueued before.
   * @returns Float32Array for float dtypes (16-bit values widened, exact), Int32Array for i32, Uint8Array for u8.
   */
  async read(): Promise<TensorValues> {
    if (isFloatDtype(this.dtype) && this.dtype !== "f32") {
      const widened = this.engine.noGrad(() => cast(this, "f32"));
      const values = await widened.read();
      widened.dispose();
      return values;
    }
    const words = await this.readWords();
    if (this.dtype === "f32") return new Float32Array(words.buffer, words.byteOffset, words.length);
    if (this.dtype === "i32") return new Int32Array(words.buffer, words.byteOffset, words.length);
    return words as Uint8Array;
  }

  /** Code words in row-major order, after everything enqueued before; what two backends must agree on. */
  async readWords(): Promise<TensorWords> {
    const dense = contiguous(this);
    const { byteWidth } = dtypes[this.dtype];
    const { buffer, offset } = dense.view;
    const bytes = await this.engine.backend.read(buffer, offset * byteWidth, this.size * byteWidth);
    dense.dispose();
    const words =
      byteWidth === 4
        ? new Uint32Array(bytes.buffer, bytes.byteOffset, this.size)
        : byteWidth === 2
          ? new Uint16Array(bytes.buffer, bytes.byteOffset, this.size)
          : bytes;
    return canonicalizeNaN(this.dtype, words);
  }

  /** The only element of a tensor that has one. */
  async item(): Promise<number> {
    if (this.size !== 1)
      throw new AutogradError("ERR_SHAPE", `item: expected one element, got shape ${listed(this.shape)}`);
    return (await this.read())[0] as number;
  }

  /**
   * Walk the tape backward from here and add to the {@link Tensor.grad} of every leaf.
   *
   * @param gradient - ∂L/∂this, of this shape and dtype; 1 for a tensor with one element.
   * @throws AutogradError `ERR_GRADIENT` when nothing here requires a gradient or the graph was walked already.
   * @example
   * import { createEngine, mul, sum } from "@binade/autograd";
   * import { createCpuBackend } from "@binade/backend-cpu";
   *
   * const engine = createEngine(await createCpuBackend());
   * const x = engine.tensor([1, 2, 3], [3], { requiresGrad: true });
   * sum(mul(x, x)).backward();
   * Array.from((await x.grad?.read()) ?? []); // [2, 4, 6]
   */
  backward(gradient?: Tensor, options: { readonly retainGraph?: boolean } = {}): void {
    backward(this, gradient, options);
  }

  /** Free this view; the bytes go with their last owner. A second call does nothing. */
  dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    this.grad?.dispose();
    this.grad = undefined;
    this.node?.release();
    this.storage.release();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}
