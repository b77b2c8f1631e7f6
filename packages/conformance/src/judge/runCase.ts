import {
  type Backend,
  canonicalizeNaN,
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
import type { ConformanceCase, Operand } from "../cases/conformanceCase.ts";
import type { Word } from "../spec/specTensor.ts";

/** What a run of a case gave: canonical words by output, and whether anything outside the outputs was written. */
export interface CaseRun {
  readonly outputs: readonly ArrayLike<Word>[];
  /** The first byte behind an output that changed, if one did. */
  readonly overrun: string | undefined;
}

const guardBytes = 64;
/** Fills what no kernel may use: behind the end of every operand, and between the elements of a gapped one. A NaN in every dtype. */
const poison = 0xff;

/** Run one case on a backend and read its outputs. Throws what the backend throws. */
export async function runCase<N extends KernelName>(backend: Backend, testCase: ConformanceCase<N>): Promise<CaseRun> {
  const { kernel, params, outputs, inputs } = testCase;
  const placed = [...outputs.map(placeDense), ...inputs.map(place)].map(({ bytes, ...view }) => {
    const buffer = backend.alloc(bytes.length);
    backend.write(buffer, bytes);
    return { ...view, buffer, byteLength: bytes.length };
  });
  try {
    const outputViews = placed.slice(0, outputs.length);
    const inputViews = placed.slice(outputs.length);
    kernelFor(backend, kernel)(outputViews.map(viewOf), inputViews.map(viewOf), params as KernelParams[N]);
    const bytes = await Promise.all(outputViews.map(({ buffer, byteLength }) => backend.read(buffer, 0, byteLength)));
    return {
      outputs: bytes.map((read, i) => wordsOf(outputViews[i] as View, read)),
      overrun: bytes
        .map((read, i) => overrunOf(outputViews[i] as View, read))
        .map((offset, i) => (offset === undefined ? undefined : `output ${i}, byte ${offset}`))
        .find((text) => text !== undefined),
    };
  } finally {
    for (const { buffer } of placed) backend.free(buffer);
  }
}

interface Placed extends Omit<View, "buffer"> {
  readonly bytes: Uint8Array;
}

function viewOf({ buffer, dtype, shape, strides, offset }: View): View {
  return { buffer, dtype, shape, strides, offset };
}

function placeDense(operand: Operand): Placed {
  return place({ ...operand, layout: { kind: "dense" } });
}

/** Lay an operand out in a buffer of its own, with a guard behind it. */
export function place({ dtype, shape, words, layout = { kind: "dense" } }: Operand): Placed {
  const broadcast = new Set(layout.broadcast ?? []);
  const stored = shape.map((size, axis) => (broadcast.has(axis) ? 1 : size));
  const step = layout.kind === "gapped" ? 2 : 1;
  const strides = (layout.kind === "transposed" ? columnMajorStrides(stored) : rowMajorStrides(stored)).map(
    (stride, axis) => (broadcast.has(axis) ? 0 : stride * step),
  );
  const offset = layout.kind === "offset" ? 4 : 0;
  const bytes = new Uint8Array(denseByteLength(dtype, [elementCount(stored) * step + offset]) + guardBytes).fill(
    poison,
  );
  const target = wordArray(dtype, bytes.buffer);
  const counts = rowMajorStrides(shape);
  for (let i = 0; i < words.length; i++) {
    let at = offset;
    for (let axis = 0; axis < shape.length; axis++) {
      at += (Math.floor(i / (counts[axis] as number)) % (shape[axis] as number)) * (strides[axis] as number);
    }
    target[at] = words[i] as Word;
  }
  return { dtype, shape, strides, offset, bytes };
}

function columnMajorStrides(shape: readonly number[]): number[] {
  return rowMajorStrides([...shape].reverse()).reverse();
}

function wordsOf({ dtype, shape }: View, bytes: Uint8Array): ArrayLike<Word> {
  return canonicalizeNaN(dtype, wordArray(dtype, new Uint8Array(bytes).buffer).slice(0, elementCount(shape)));
}

/** Padding up to a whole word belongs to the output (N17); what is behind it does not. */
function overrunOf({ dtype, shape }: View, bytes: Uint8Array): number | undefined {
  const end = denseByteLength(dtype, shape);
  const offset = bytes.subarray(end).findIndex((byte) => byte !== poison);
  return offset < 0 ? undefined : end + offset;
}

function wordArray(dtype: Dtype, buffer: ArrayBuffer): Uint32Array | Uint16Array | Uint8Array {
  const constructors = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array };
  return new constructors[dtypes[dtype].byteWidth](buffer);
}
