import {
  type Backend,
  type Dtype,
  denseByteLength,
  kernelFor,
  type ReduceOp,
  rowMajorStrides,
  type View,
} from "@binade/backend";
import { createCpuBackend } from "@binade/backend-cpu";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeOn } from "../../../tools/softwareDriver.ts";
import { createWebgpuBackend } from "../src/index.ts";

/** Words of mixed exponents with zeros of both signs, and a NaN in every third row. */
function wordsOf(rows: number, count: number): Uint32Array {
  let state = 1;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state;
  };
  return Uint32Array.from({ length: rows * count }, (_, i) => {
    const row = Math.floor(i / count);
    if (row % 3 === 0 && i % count === count - 7) return 0x7fc00000;
    if (row % 5 === 1) return random() % 2 === 0 ? 0 : 0x80000000;
    return ((random() & 0x81ffffff) | 0x3e000000) >>> 0;
  });
}

async function reduced(backend: Backend, op: ReduceOp, [rows, count]: readonly [number, number]): Promise<number[]> {
  const dense = (dtype: Dtype, shape: readonly number[]): View => {
    const buffer = backend.alloc(denseByteLength(dtype, shape));
    return { buffer, dtype, shape, strides: rowMajorStrides(shape), offset: 0 };
  };
  const x = dense("f32", [rows, count]);
  const y = dense(op === "argmax" ? "i32" : "f32", [rows]);
  backend.write(x.buffer, new Uint8Array(wordsOf(rows, count).buffer));
  kernelFor(backend, "reduce")([y], [x], { op, axes: [1] });
  const bytes = await backend.read(y.buffer, 0, 4 * rows);
  for (const { buffer } of [x, y]) backend.free(buffer);
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, rows);
  return Array.from(words, (word) => ((word & 0x7fffffff) > 0x7f800000 ? 0x7fc00000 : word));
}

describeOn("lavapipe", () => {
  let webgpu: Backend;
  let cpu: Backend;
  beforeAll(async () => {
    [webgpu, cpu] = [await createWebgpuBackend(), await createCpuBackend()];
  });
  afterAll(() => webgpu.dispose());

  // rows by one invocation, by one work group, by several work groups; many rows
  const shapes = [
    [9, 256],
    [9, 257],
    [7, 5000],
    [1100, 300],
    [3, 70_000],
  ] as const;
  test.each(
    (["sum", "mean", "max", "min", "argmax"] as const).flatMap((op) => shapes.map((shape) => [op, shape] as const)),
  )("%s of %j has the bits of the reference, however the rows are shared out", async (op, shape) => {
    expect(await reduced(webgpu, op, shape)).toEqual(await reduced(cpu, op, shape));
  });
});
