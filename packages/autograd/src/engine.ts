import {
  type Backend,
  type Dtype,
  denseByteLength,
  elementCount,
  isFloatDtype,
  rowMajorStrides,
} from "@binade/backend";
import type { AutocastPolicy } from "./autocastPolicy.ts";
import { AutogradError } from "./autogradError.ts";
import { CastCache } from "./castCache.ts";
import { Ledger, type MemoryRole } from "./ledger.ts";
import { listed } from "./listed.ts";
import { roundToOdd } from "./roundToOdd.ts";
import { run } from "./run.ts";
import { Scope } from "./scope.ts";
import { Storage } from "./storage.ts";
import { Tensor } from "./tensor.ts";
import { bytesOf, dtypeOf, type TensorData } from "./tensorData.ts";

export interface TensorOptions {
  readonly dtype?: Dtype;
  /** Make it a leaf: a backward walk leaves its gradient in `grad`. */
  readonly requiresGrad?: boolean;
  readonly role?: MemoryRole;
}

/**
 * Everything that a computation shares: the backend, the tape's clock, the memory ledger, and what `noGrad`,
 * `autocast` and `scope` switch while they last. Tensors of two engines never mix.
 */
export class Engine {
  readonly backend: Backend;
  readonly ledger: Ledger = new Ledger();
  readonly castCache: CastCache = new CastCache();
  #isRecording = true;
  #policy: AutocastPolicy | undefined;
  #scope: Scope | undefined;
  #sequence = 0;

  constructor(backend: Backend) {
    this.backend = backend;
  }

  /** Whether operations are recorded for a backward walk. */
  get isRecording(): boolean {
    return this.#isRecording;
  }

  /** The policy of the innermost `autocast`, if any. */
  get policy(): AutocastPolicy | undefined {
    return this.#policy;
  }

  nextSequence(): number {
    return this.#sequence++;
  }

  /** Called by every new tensor: the innermost scope answers for it. */
  adopt(tensor: Tensor): void {
    this.#scope?.adopt(tensor);
  }

  /**
   * Dispose of every tensor made until the scope ends, except those kept.
   * @example
   * import { createEngine } from "@binade/autograd";
   * import { createCpuBackend } from "@binade/backend-cpu";
   *
   * const engine = createEngine(await createCpuBackend());
   * {
   *   using scope = engine.scope();
   *   engine.tensor([1, 2, 3]);
   * }
   * engine.ledger.report().liveBytes; // 0
   */
  scope(): Scope {
    const parent = this.#scope;
    const scope = new Scope(parent, (ended) => {
      if (this.#scope !== ended) {
        throw new AutogradError("ERR_DISPOSED", "scope: scopes must end in the reverse order of their beginning");
      }
      this.#scope = parent;
    });
    this.#scope = scope;
    return scope;
  }

  /** Run `body` in a scope and keep what it returns. */
  tidy<R extends Tensor | readonly (Tensor | undefined)[] | undefined>(body: () => R): R {
    const scope = this.scope();
    try {
      const result = body();
      for (const tensor of Array.isArray(result) ? result : [result]) if (tensor instanceof Tensor) scope.keep(tensor);
      return result;
    } finally {
      scope.end();
    }
  }

  /** Let `tensor` outlive every scope that is open now; its owner disposes of it. */
  release<T extends Tensor>(tensor: T): T {
    return this.#scope?.release(tensor) ?? tensor;
  }

  /** Run `body` without recording. */
  noGrad<R>(body: () => R): R {
    return this.#withRecording(false, body);
  }

  /** Run `body` with recording, also inside `noGrad`. */
  enableGrad<R>(body: () => R): R {
    return this.#withRecording(true, body);
  }

  /**
   * Run `body` with the casts of `policy` inserted; `undefined` switches autocast off inside.
   * The weights cast in it are cached until the outermost region ends.
   * @example
   * import { autocastPolicies, createEngine, matmul } from "@binade/autograd";
   * import { createCpuBackend } from "@binade/backend-cpu";
   *
   * const engine = createEngine(await createCpuBackend());
   * const w = engine.tensor([1, 2, 3, 4], [2, 2], { requiresGrad: true });
   * const y = engine.autocast(autocastPolicies.cuda("f16"), () => matmul(w, w));
   * y.dtype; // "f16"
   */
  autocast<R>(policy: AutocastPolicy | undefined, body: () => R): R {
    const outer = this.#policy;
    this.#policy = policy;
    if (policy !== undefined) this.castCache.open();
    try {
      return body();
    } finally {
      this.#policy = outer;
      if (policy !== undefined) this.castCache.close();
    }
  }

  /** Uninitialised (zeroed) dense memory for the output of a kernel. */
  empty(shape: readonly number[], dtype: Dtype, role: MemoryRole = "temporary", isLeaf = false): Tensor {
    if (isLeaf && !isFloatDtype(dtype)) {
      throw new AutogradError(
        "ERR_DTYPE",
        `tensor: only float dtypes carry a gradient, got requiresGrad with ${dtype}`,
      );
    }
    const storage = new Storage(this.backend, this.ledger, denseByteLength(dtype, shape), role);
    return new Tensor(this, storage, { dtype, shape, strides: rowMajorStrides(shape), offset: 0 }, { isLeaf });
  }

  /** Every element `value`, rounded once. */
  full(shape: readonly number[], value: number, options: TensorOptions = {}): Tensor {
    const { dtype = "f32", role = "temporary", requiresGrad = false } = options;
    const tensor = this.empty(shape, dtype, role, requiresGrad);
    run(this, "fill", [tensor], [], { value });
    return tensor;
  }

  zeros(shape: readonly number[], options: TensorOptions = {}): Tensor {
    return this.empty(shape, options.dtype ?? "f32", options.role, options.requiresGrad);
  }

  /**
   * A tensor of the given data; `shape` defaults to one axis.
   * @throws AutogradError `ERR_SHAPE` when the data does not fill the shape.
   * @example
   * import { createEngine } from "@binade/autograd";
   * import { createCpuBackend } from "@binade/backend-cpu";
   *
   * const engine = createEngine(await createCpuBackend());
   * const x = engine.tensor([1, 2, 2049], [3], { dtype: "f16" });
   * Array.from(await x.read()); // [1, 2, 2048]
   */
  tensor(data: TensorData, shape: readonly number[] = [data.length], options: TensorOptions = {}): Tensor {
    const { dtype = dtypeOf(data), role = "data", requiresGrad = false } = options;
    if (elementCount(shape) !== data.length) {
      const message = `tensor: shape ${listed(shape)} needs ${elementCount(shape)} values, got ${data.length}`;
      throw new AutogradError("ERR_SHAPE", message);
    }
    const bytes = bytesOf(data, dtype);
    if (bytes === undefined) return this.#roundedTensor(data, shape, { dtype, role, requiresGrad });
    const tensor = this.empty(shape, dtype, role, requiresGrad);
    this.backend.write(tensor.storage.buffer, bytes);
    return tensor;
  }

  #roundedTensor(data: TensorData, shape: readonly number[], options: Required<TensorOptions>): Tensor {
    const wide = this.tensor(Float32Array.from(data, roundToOdd), shape, { role: "temporary" });
    const tensor = this.empty(shape, options.dtype, options.role, options.requiresGrad);
    run(this, "cast", [tensor], [wide], {});
    wide.dispose();
    return tensor;
  }

  #withRecording<R>(isRecording: boolean, body: () => R): R {
    const outer = this.#isRecording;
    this.#isRecording = isRecording;
    try {
      return body();
    } finally {
      this.#isRecording = outer;
    }
  }
}

/** An engine over a backend; the backend is a value, there is no global one. */
export function createEngine(backend: Backend): Engine {
  return new Engine(backend);
}
