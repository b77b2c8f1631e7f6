/** Operands that are taken as they lie, that are packed, and products in parts: word for word the reference's. */
import {
  type Backend,
  canonicalizeNaN,
  type Dtype,
  denseByteLength,
  elementCount,
  kernelFor,
  rowMajorStrides,
  type View,
} from "@binade/backend";
import { createCpuBackend } from "@binade/backend-cpu";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeOn } from "../../../tools/softwareDriver.ts";
import { createWebgpuBackend } from "../src/index.ts";

interface Operand {
  readonly shape: readonly number[];
  /** Default row-major. */
  readonly strides?: readonly number[];
  readonly offset?: number;
  /** Elements of the buffer, where strides leave gaps or repeat. */
  readonly length?: number;
}

interface Case {
  readonly name: string;
  readonly a: Operand;
  readonly b: Operand;
  readonly bias?: Operand;
  readonly dtype?: Dtype;
}

const cases: readonly Case[] = [
  { name: "both row-major, one block", a: { shape: [24, 64] }, b: { shape: [64, 40] } },
  { name: "the left transposed, as it lies", a: { shape: [24, 64], strides: [1, 24] }, b: { shape: [64, 40] } },
  {
    name: "rows that no tile ends with",
    a: { shape: [13, 300], strides: [1, 16], length: 4800 },
    b: { shape: [300, 12] },
  },
  { name: "rows that vectors do not begin with", a: { shape: [5, 30] }, b: { shape: [30, 7] } },
  {
    name: "an offset that vectors do not have",
    a: { shape: [8, 16], offset: 3, length: 131 },
    b: { shape: [16, 8], offset: 2, length: 130 },
  },
  { name: "few elements of many blocks, the last of them short", a: { shape: [9, 1700] }, b: { shape: [1700, 10] } },
  {
    name: "the same with a bias, in f16",
    dtype: "f16",
    a: { shape: [9, 1700] },
    b: { shape: [1700, 10] },
    bias: { shape: [9, 10], strides: [0, 1], length: 10 },
  },
  {
    name: "the same in bf16, both transposed",
    dtype: "bf16",
    a: { shape: [9, 700], strides: [1, 9] },
    b: { shape: [700, 10], strides: [1, 700] },
  },
  {
    name: "a convolution: one left for all matrices, rows of all matrices side by side",
    a: { shape: [5, 2, 6, 18], strides: [0, 108, 18, 1], length: 216 },
    b: { shape: [5, 2, 18, 36], strides: [36, 18 * 180, 180, 1], length: 6480 },
    bias: { shape: [5, 2, 6, 36], strides: [0, 6, 1, 0], length: 12 },
  },
  { name: "its weight gradient", a: { shape: [1, 8, 2000] }, b: { shape: [1, 2000, 9], strides: [18000, 1, 2000] } },
  {
    name: "matrices of different order",
    a: { shape: [3, 4, 8, 20], strides: [160, 480, 20, 1] },
    b: { shape: [3, 4, 20, 8], strides: [640, 160, 1, 20] },
  },
  { name: "one column", a: { shape: [40, 33] }, b: { shape: [33, 1] } },
  { name: "enough tiles for blocks one after the other", a: { shape: [264, 520] }, b: { shape: [520, 264] } },
];

describeOn("lavapipe", () => {
  let backends: readonly [Backend, Backend];
  beforeAll(async () => {
    backends = [await createWebgpuBackend(), await createCpuBackend()];
  });
  afterAll(() => Promise.all(backends.map((backend) => backend.dispose())));

  test.each(cases)("$name", async ({ a, b, bias, dtype = "f32" }) => {
    const operands = bias === undefined ? [a, b] : [a, b, bias];
    const shape = [...a.shape.slice(0, -1), b.shape.at(-1) as number];
    const [got, wanted] = await Promise.all(backends.map((backend) => product(backend, operands, shape, dtype)));
    expect(got).toEqual(wanted);
  });
});

async function product(
  backend: Backend,
  operands: readonly Operand[],
  shape: readonly number[],
  dtype: Dtype,
): Promise<ArrayLike<number>> {
  const made: View[] = [];
  const dense = (of: Dtype, size: readonly number[]): View => {
    const view = {
      buffer: backend.alloc(denseByteLength(of, size)),
      dtype: of,
      shape: size,
      strides: rowMajorStrides(size),
      offset: 0,
    };
    made.push(view);
    return view;
  };
  const views = operands.map(
    ({ shape: of, strides = rowMajorStrides(of), offset = 0, length = elementCount(of) }, i) => {
      const source = dense("f32", [length]);
      backend.write(source.buffer, new Uint8Array(numbers(length, i + 1).buffer));
      const values = dense(dtype, [length]);
      kernelFor(backend, "cast")([values], [source], {});
      return { ...values, shape: of, strides, offset };
    },
  );
  const y = dense(dtype, shape);
  kernelFor(backend, "matmul")([y], views, {});
  const bytes = await backend.read(y.buffer, 0, denseByteLength(dtype, shape));
  for (const { buffer } of made) backend.free(buffer);
  const array = dtype === "f32" ? Uint32Array : Uint16Array;
  return canonicalizeNaN(dtype, new array(bytes.slice().buffer));
}

/** Random numbers of mixed exponents. */
function numbers(count: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 31 - 1) * 2 ** (-(state >>> 5) % 9);
  });
}
