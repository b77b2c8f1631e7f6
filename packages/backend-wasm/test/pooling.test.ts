/** Max pooling in windows of two by two, which four at a time are computed together: the reference's words and indices. */
import { type Backend, canonicalizeNaN, denseByteLength, kernelFor, rowMajorStrides, type View } from "@binade/backend";
import { createCpuBackend } from "@binade/backend-cpu";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Candidates, createCandidates } from "./support/candidates.ts";

let reference: Backend;
let candidates: Candidates;
beforeAll(async () => {
  [reference, candidates] = await Promise.all([createCpuBackend(), createCandidates()]);
});
afterAll(() => Promise.all([reference.dispose(), candidates.dispose(3)]));

/** Few different numbers, so that ties are frequent, and those that order in a way of their own. */
const values = [1, 2, -1, 0, -0, 2 ** -149, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 2];

type Shape = readonly [number, number, number, number];

async function pool(backend: Backend, dtype: "f32" | "f16", shape: Shape, out: Shape): Promise<number[][]> {
  const make = (of: View["dtype"], dims: Shape): View => {
    const buffer = backend.alloc(denseByteLength(of, dims));
    return { buffer, dtype: of, shape: dims, strides: rowMajorStrides(dims), offset: 0 };
  };
  const [x, source, y, index] = [make(dtype, shape), make("f32", shape), make(dtype, out), make("i32", out)];
  let state = 7;
  const numbers = Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return values[(state >>> 16) % values.length] as number;
  });
  backend.write(source.buffer, new Uint8Array(numbers.buffer));
  kernelFor(backend, "cast")([x], [source], {});
  const window = { kernelSize: [2, 2], stride: [2, 2], padding: [0, 0], dilation: [1, 1] } as const;
  kernelFor(backend, "pool")([y, index], [x], { ...window, op: "max", countIncludePad: false });
  const [bytes, places] = await Promise.all(
    [y, index].map((view) => backend.read(view.buffer, 0, denseByteLength(view.dtype, out))),
  );
  const words = dtype === "f32" ? new Uint32Array(bytes!.buffer) : new Uint16Array(bytes!.buffer);
  return [Array.from(canonicalizeNaN(dtype, words)), Array.from(new Int32Array(places!.buffer))];
}

test.each<[Shape, Shape]>([
  [
    [3, 5, 12, 22],
    [3, 5, 6, 11],
  ],
  [
    [2, 3, 13, 9],
    [2, 3, 6, 4],
  ],
  [
    [4, 2, 9, 3],
    [4, 2, 4, 1],
  ],
])("of %j", async (shape, out) => {
  for (const dtype of ["f32", "f16"] as const) {
    const wanted = await pool(reference, dtype, shape, out);
    for (const backend of candidates.backends) expect(await pool(backend, dtype, shape, out)).toEqual(wanted);
  }
});
