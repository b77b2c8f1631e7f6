import {
  type Backend,
  type BufferId,
  type Dtype,
  denseByteLength,
  dtypes,
  elementCount,
  type KernelName,
  type KernelParams,
  kernelFor,
  rowMajorStrides,
  type View,
} from "@binade/backend";

/** The words of an operand in row-major order, as a fault sees and changes them. */
export interface FaultOperand {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly words: Uint32Array;
}

/** A call whose operands are at hand. */
export interface FaultCall<N extends KernelName> {
  readonly params: KernelParams[N];
  /** After the reference's kernel, unless the fault replaces it. */
  readonly outputs: readonly FaultOperand[];
  /** What the outputs held before. */
  readonly before: readonly FaultOperand[];
  readonly inputs: readonly FaultOperand[];
}

/** What a wrong backend does to one kernel. Each part is optional; `after` may change the words of the outputs in place. */
export interface Fault<N extends KernelName> {
  readonly kernel: N;
  /** Whether this call is hit; default every call. */
  readonly hits?: (call: FaultCall<N>) => boolean;
  /** Changes the words of the inputs in place, before the reference reads them. */
  readonly prepare?: (call: FaultCall<N>) => void;
  /** Changes the words of the outputs in place, after the reference wrote them. */
  readonly after?: (call: FaultCall<N>) => void;
}

/**
 * The reference with faults. Calls are queued: reading operands back is asynchronous, and the order is that of the calls,
 * as on a device.
 */
export function faultyBackend(reference: Backend, name: string, faults: readonly Fault<KernelName>[]): Backend {
  let queue: Promise<void> = Promise.resolve();
  const enqueue = <T>(work: () => Promise<T>): Promise<T> => {
    const result = queue.then(work);
    queue = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  };
  const failures: unknown[] = [];
  const kernels = Object.fromEntries(
    (Object.keys(reference.kernels) as KernelName[]).map((kernel) => [
      kernel,
      (outputs: readonly View[], inputs: readonly View[], params: never) => {
        const own = faults.filter((fault) => fault.kernel === kernel);
        void enqueue(() => call(reference, kernel, { outputs, inputs, params }, own)).catch((error) =>
          failures.push(error),
        );
      },
    ]),
  );
  return {
    ...reference,
    name,
    kernels,
    free: (id) => void enqueue(async () => reference.free(id)),
    write: (id, bytes, offset) => {
      const copy = bytes.slice();
      void enqueue(async () => reference.write(id, copy, offset));
    },
    read: (id, offset, byteLength) =>
      enqueue(async () => {
        if (failures.length > 0) throw failures.shift();
        return reference.read(id, offset, byteLength);
      }),
    sync: () => enqueue(async () => undefined),
  };
}

async function call<N extends KernelName>(
  backend: Backend,
  kernel: N,
  {
    outputs,
    inputs,
    params,
  }: { readonly outputs: readonly View[]; readonly inputs: readonly View[]; readonly params: KernelParams[N] },
  faults: readonly Fault<KernelName>[],
): Promise<void> {
  const read = (views: readonly View[]): Promise<FaultOperand[]> =>
    Promise.all(views.map((view) => load(backend, view)));
  const before = await read(outputs);
  const original = await read(inputs);
  const probe = { params, outputs: before, before, inputs: original } as FaultCall<KernelName>;
  const hitting = faults.filter(({ hits }) => hits === undefined || hits(probe));

  const changed = await read(inputs);
  for (const { prepare } of hitting) prepare?.({ ...probe, inputs: changed });
  const isPrepared = hitting.some(({ prepare }) => prepare !== undefined);
  const used = isPrepared ? changed.map((operand, i) => store(backend, operand, inputs[i] as View)) : inputs;
  kernelFor(backend, kernel)(outputs, used, params);
  if (isPrepared) for (const view of used) backend.free(view.buffer);

  const results = await read(outputs);
  for (const { after } of hitting) after?.({ ...probe, outputs: results });
  for (const [i, operand] of results.entries()) writeBack(backend, operand, outputs[i] as View);
}

async function load(backend: Backend, { buffer, dtype, shape, strides, offset }: View): Promise<FaultOperand> {
  const count = elementCount(shape);
  const reach = shape.reduce((at, size, axis) => at + Math.max(size - 1, 0) * (strides[axis] as number), offset);
  const { byteWidth } = dtypes[dtype];
  const bytes =
    count === 0 ? new Uint8Array() : await backend.read(buffer, 0, Math.ceil(((reach + 1) * byteWidth) / 4) * 4);
  const stored = wordsIn(dtype, bytes.slice().buffer as ArrayBuffer);
  const counts = rowMajorStrides(shape);
  const words = Uint32Array.from({ length: count }, (_, i) => {
    const at = shape.reduce(
      (sum, size, axis) => sum + (Math.floor(i / (counts[axis] as number)) % size) * (strides[axis] as number),
      offset,
    );
    return stored[at] as number;
  });
  return { dtype, shape, words };
}

/** A dense copy in a buffer of its own. */
function store(backend: Backend, operand: FaultOperand, view: View): View {
  const buffer: BufferId = backend.alloc(denseByteLength(operand.dtype, operand.shape));
  const dense = { ...view, buffer, strides: rowMajorStrides(operand.shape), offset: 0 };
  writeBack(backend, operand, dense);
  return dense;
}

function writeBack(backend: Backend, { dtype, words }: FaultOperand, { buffer, offset }: View): void {
  if (words.length === 0) return;
  const { byteWidth } = dtypes[dtype];
  const bytes = new Uint8Array(words.length * byteWidth);
  wordsIn(dtype, bytes.buffer).set(words);
  backend.write(buffer, bytes, offset * byteWidth);
}

function wordsIn(dtype: Dtype, buffer: ArrayBuffer): Uint32Array | Uint16Array | Uint8Array {
  const constructors = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array };
  return new constructors[dtypes[dtype].byteWidth](buffer);
}
