/** Products by tensor cores, recorded on the host device and done again under the sanitizers. */
import { type Dtype, denseByteLength, kernelFor, rowMajorStrides, type View } from "@binade/backend";
import { judgeBackend } from "@binade/conformance";
import { beforeAll, expect, test } from "vitest";
import { buildRunner, paths } from "../build.mjs";
import type { CudaBackend } from "../src/backendOn.ts";
import { describeBuilt } from "./support/hostDevice.ts";
import { withPlantedFault } from "./support/plantedFault.ts";
import { record } from "./support/record.ts";
import { replay } from "./support/replay.ts";

const nothing = /^\d+ launches, [1-9]\d* words, 0 failures\n$/;

describeBuilt("addon", () => {
  beforeAll(() => buildRunner(paths.sanitizedRunner, { sanitized: true }));

  test.each(["natural", "reversed", "shuffled"])("nothing is found in %s order, and no word differs", async (order) => {
    const log = await record(async (backend) => {
      for await (const _ of judgeBackend(backend, { tensorCore: "B200" }));
      await tightProducts(backend);
    }, "B200");
    const { output, passed } = await replay(paths.sanitizedRunner, log, order);
    expect(output).toMatch(nothing);
    expect(passed).toBe(true);
  });

  test.each([
    ["a line beyond the last, which no result shows", "line >= operand.lines", "line > operand.lines"],
    ["k beyond the last", "if (i < left) {", "if (i <= left) {"],
    ["a chunk taken whole beyond the last", "operand.depth - k >= perChunk", "true"],
  ])("%s is found", async (_, text, replacement) => {
    const log = await record(tightProducts, "B200");
    const fault = { kernels: "fastMatmul.cu", text, replacement };
    const { output } = await withPlantedFault(fault, (runner) => replay(runner, log), { sanitized: true });
    expect(output).toContain("AddressSanitizer: heap-buffer-overflow");
  });
});

/** Products of operands that end where their buffers end, either way round. */
async function tightProducts(backend: CudaBackend): Promise<void> {
  const view = (dtype: Dtype, shape: readonly number[]): View => {
    const buffer = backend.alloc(denseByteLength(dtype, shape));
    return { buffer, dtype, shape, strides: rowMajorStrides(shape), offset: 0 };
  };
  const normal = (dtype: Dtype, shape: readonly number[]): View => {
    const [x, y] = [view("f32", shape), view(dtype, shape)];
    kernelFor(backend, "random")([x], [], { kind: "normal", seed: 1, stream: shape.length });
    kernelFor(backend, "cast")([y], [x], {});
    return y;
  };
  const turned = (x: View): View => ({ ...x, shape: [...x.shape].reverse(), strides: [...x.strides].reverse() });
  const [m, k, n] = [5, 24, 10]; // of 20, the last row ends in a part of a chunk that begins on a boundary
  for (const dtype of ["f16", "bf16", "f32", "e4m3fn", "e5m2"] as const) {
    for (const depth of [k, k - 1, k - 4]) {
      for (const [a, b] of [
        [normal(dtype, [m, depth]), normal(dtype, [depth, n])],
        [turned(normal(dtype, [depth, m])), turned(normal(dtype, [n, depth]))],
      ] as const) {
        const y = view("f32", [m, n]);
        kernelFor(backend, "matmul")([y], [a, b], dtype === "f32" ? { tf32: "rna" } : {});
        await backend.read(y.buffer, 0, denseByteLength("f32", [m, n]));
      }
    }
  }
}
