/** Kernels whose threads wait for one another, with the threads in every order: the bits are those of the CPU's. */
import { type Backend, type Dtype, denseByteLength, kernelFor, rowMajorStrides, type View } from "@binade/backend";
import { createCpuBackend } from "@binade/backend-cpu";
import { expect, test } from "vitest";
import { createCudaBackend } from "../src/index.ts";
import { describeOnHostDevice } from "./support/hostDevice.ts";

const shapes = { matrix: [130, 300], other: [300, 70], row: [9000] } as const;

type Run = (backend: Backend, x: (shape: readonly number[], dtype?: Dtype) => View, y: View) => void;

const cases: readonly [name: string, outputShape: readonly number[], run: Run][] = [
  ["matmul", [130, 70], (backend, x, y) => kernelFor(backend, "matmul")([y], [x(shapes.matrix), x(shapes.other)], {})],
  ["sum", [], (backend, x, y) => kernelFor(backend, "reduce")([y], [x(shapes.row)], { op: "sum", axes: [0] })],
  ["mean", [130], (backend, x, y) => kernelFor(backend, "reduce")([y], [x(shapes.matrix)], { op: "mean", axes: [1] })],
  ["max", [130], (backend, x, y) => kernelFor(backend, "reduce")([y], [x(shapes.matrix)], { op: "max", axes: [1] })],
  ["min", [], (backend, x, y) => kernelFor(backend, "reduce")([y], [x(shapes.row)], { op: "min", axes: [0] })],
];

describeOnHostDevice(() => {
  for (const threadOrder of ["natural", "reversed", "shuffled"] as const) {
    test.each(cases)(`%s with threads in ${threadOrder} order`, async (_, outputShape, run) => {
      const cuda = await createCudaBackend({ device: "host", threadOrder });
      const [expected, found] = [
        await resultOf(await createCpuBackend(), outputShape, run),
        await resultOf(cuda, outputShape, run),
      ];
      expect(found).toEqual(expected);
      await cuda.dispose();
    });
  }
});

/** The words of a result of operands that depend on nothing but their shapes. */
async function resultOf(backend: Backend, outputShape: readonly number[], run: Run): Promise<Uint8Array> {
  const view = (shape: readonly number[], dtype: Dtype): View => ({
    buffer: backend.alloc(denseByteLength(dtype, shape)),
    dtype,
    shape,
    strides: rowMajorStrides(shape),
    offset: 0,
  });
  const operand = (shape: readonly number[]): View => {
    const x = view(shape, "f32");
    kernelFor(backend, "random")([x], [], { kind: "normal", seed: 3, stream: shape.length });
    return x;
  };
  const y = view(outputShape, "f32");
  run(backend, operand, y);
  return backend.read(y.buffer, 0, denseByteLength("f32", outputShape));
}
