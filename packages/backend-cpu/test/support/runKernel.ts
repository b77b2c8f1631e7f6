import {
  type Backend,
  type BufferId,
  canonicalizeNaN,
  type Dtype,
  denseByteLength,
  dtypes,
  type KernelName,
  type KernelParams,
  kernelFor,
  rowMajorStrides,
  type View,
} from "@binade/backend";
import { expect } from "vitest";
import { createCpuBackend } from "../../src/index.ts";
import type { CodeView } from "./codes.ts";
import { seed } from "./randomCodes.ts";

/** An output: fresh, filled with rubbish that a kernel has to overwrite, or holding codes that it works on in place. */
export interface OutputSpec {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly codes?: readonly number[];
}

const rubbish = 0xa5;

const shared: Promise<Backend> = createCpuBackend();

/** Run one kernel on fresh buffers of one backend; the words of every output, NaN canonical (N1). */
export async function runKernel<N extends KernelName>(
  name: N,
  outputs: readonly OutputSpec[],
  inputs: readonly CodeView[],
  params: KernelParams[N],
): Promise<number[][]> {
  const backend = await shared;
  const outputViews = outputs.map((spec) => upload(backend, spec, spec.codes));
  const inputViews = inputs.map((view) => upload(backend, view, view.codes));
  const before = await Promise.all(inputViews.map((view) => bytesOf(backend, view)));
  try {
    kernelFor(backend, name)(outputViews, inputViews, params);
    const after = await Promise.all(inputViews.map((view) => bytesOf(backend, view)));
    expect(
      after.every((bytes, i) => Buffer.compare(bytes, before[i]!) === 0),
      `${name} left its inputs alone`,
    ).toBe(true);
    return await Promise.all(outputViews.map(async (view) => wordsOf(view, await bytesOf(backend, view))));
  } finally {
    for (const { buffer } of [...outputViews, ...inputViews]) backend.free(buffer);
  }
}

/** Run a kernel with one output and compare every word. */
export async function expectKernel<N extends KernelName>(
  name: N,
  output: OutputSpec,
  inputs: readonly CodeView[],
  params: KernelParams[N],
  expected: readonly number[],
): Promise<void> {
  const [got] = await runKernel(name, [output], inputs, params);
  expectCodes(got!, expected, output.dtype, `${name} ${describeOperands(inputs)} ${JSON.stringify(params)}`);
}

/** Every word must be the expected one; a NaN on either side is the canonical one already. */
export function expectCodes(got: readonly number[], expected: readonly number[], dtype: Dtype, subject: string): void {
  expect(got.length, subject).toBe(expected.length);
  const wanted = canonicalizeNaN(dtype, toWords(dtype, expected));
  const found = canonicalizeNaN(dtype, toWords(dtype, got));
  const at = found.findIndex((word, i) => word !== wanted[i]);
  if (at < 0) return;
  const digits = dtypes[dtype].byteWidth * 2;
  const hex = (word: number): string => word.toString(16).padStart(digits, "0");
  throw new Error(`${subject}: element ${at}: expected ${hex(wanted[at]!)}, got ${hex(found[at]!)} (seed ${seed})`);
}

function describeOperands(inputs: readonly CodeView[]): string {
  return inputs.map(({ dtype, shape }) => `${dtype} [${shape}]`).join(" ");
}

function upload(backend: Backend, view: Omit<CodeView, "codes">, codes: readonly number[] | undefined): View {
  const { dtype, shape, strides = rowMajorStrides(shape), offset = 0 } = view;
  const length = codes === undefined ? denseByteLength(dtype, shape) : codes.length * dtypes[dtype].byteWidth;
  const buffer: BufferId = backend.alloc(length);
  const words = codes === undefined ? new Uint8Array(length).fill(rubbish) : toWords(dtype, codes);
  backend.write(buffer, new Uint8Array(words.buffer, 0, length));
  return { buffer, dtype, shape, strides, offset };
}

/** The bytes of a buffer up to the last element that the view reaches. */
async function bytesOf(backend: Backend, { buffer, dtype, shape, strides, offset }: View): Promise<Uint8Array> {
  if (shape.includes(0)) return new Uint8Array(0);
  const last = shape.reduce((at, size, axis) => at + (size - 1) * strides[axis]!, offset);
  return backend.read(buffer, 0, (last + 1) * dtypes[dtype].byteWidth);
}

function wordsOf({ dtype, shape }: View, bytes: Uint8Array): number[] {
  const count = shape.reduce((product, size) => product * size, 1);
  const width = dtypes[dtype].byteWidth;
  const copy = bytes.slice(0, count * width);
  const words =
    width === 4 ? new Uint32Array(copy.buffer) : width === 2 ? new Uint16Array(copy.buffer) : new Uint8Array(copy);
  return Array.from(canonicalizeNaN(dtype, words));
}

function toWords(dtype: Dtype, codes: readonly number[]): Uint32Array | Uint16Array | Uint8Array {
  const { byteWidth } = dtypes[dtype];
  return byteWidth === 4 ? Uint32Array.from(codes) : byteWidth === 2 ? Uint16Array.from(codes) : Uint8Array.from(codes);
}
