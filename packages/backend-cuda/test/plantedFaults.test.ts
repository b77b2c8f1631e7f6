/** Mistakes in kernels are seen: recorded work is done again with each of them planted, in an order that shows it. */
import { type Dtype, denseByteLength, kernelFor, rowMajorStrides, type View } from "@binade/backend";
import { beforeAll, expect, test } from "vitest";
import { buildRunner, paths } from "../build.mjs";
import type { CudaBackend } from "../src/backendOn.ts";
import { describeBuilt } from "./support/hostDevice.ts";
import { recordLargeIndex } from "./support/largeIndex.ts";
import { type PlantedFault, withPlantedFault } from "./support/plantedFault.ts";
import { record } from "./support/record.ts";
import { replay } from "./support/replay.ts";

type Order = "natural" | "reversed" | "shuffled";

const noBarrier = "";

// biome-ignore format: columns
const faults: readonly [name: string, order: Order, seen: RegExp, fault: PlantedFault][] = [
  ["a barrier is missing before the tiles are read", "reversed", /differs/,
    { kernels: "matmul.cu", text: "      __syncthreads();\n      u32 count", replacement: `      ${noBarrier}\n      u32 count` }],
  ["a barrier is missing before the tiles are loaded anew", "shuffled", /differs/,
    { kernels: "matmul.cu", text: "      __syncthreads();\n      loadTiles", replacement: `      ${noBarrier}\n      loadTiles` }],
  ["a barrier is missing in the tree of a sum", "natural", /differs/,
    { kernels: "reduce.cu", file: "include/sumLanes.cuh", text: "__syncthreads();", replacement: noBarrier }],
  ["a barrier that not all threads reach", "natural", /divergent barrier/,
    { kernels: "reduce.cu", text: "    __syncthreads();\n  }\n  if (lane == 0u)", replacement: "    if (lane < 7u) { __syncthreads(); }\n  }\n  if (lane == 0u)" }],
  ["a tile is one row short", "natural", /differs/,
    { kernels: "matmul.cu", text: "aLine < call.words[rows] &&", replacement: "aLine + 1u < call.words[rows] &&" }],
  ["k is one short", "natural", /differs/,
    { kernels: "matmul.cu", text: "end - k < step ? end - k : step", replacement: "end - k < step ? end - k - 1u : step" }],
  ["k is not summed in blocks", "natural", /differs/,
    { kernels: "matmul.cu", text: "kBlock = 256;", replacement: "kBlock = 1024;" }],
  ["a stride is that of the other axis", "natural", /differs/,
    { kernels: "matmul.cu", text: "wide(call, aRow)", replacement: "wide(call, aDepth)" }],
  ["a stride is that of the next axis", "natural", /differs/,
    { kernels: "copy.cu", file: "include/elements.cuh", text: "view.strides[axis];", replacement: "view.strides[axis - 1u];" }],
  ["a large index overflows 32 bits", "natural", /differs/,
    { kernels: "copy.cu", file: "include/elements.cuh", text: "return place + (i64)i * view.strides[0];", replacement: "return (i64)(u32)(place + (i64)i * view.strides[0]);" }],
  ["a shuffle brings a word from the wrong lane", "natural", /differs/,
    { kernels: "reduce.cu", file: "include/sumLanes.cuh", text: "__shfl_down_sync(0xffffffffu, wordOf(value), distance)", replacement: "__shfl_down_sync(0xffffffffu, wordOf(value), distance + 1u)" }],
];

describeBuilt("addon", () => {
  let log: Uint8Array;
  beforeAll(async () => {
    log = Buffer.concat([await record(work), await recordLargeIndex()]);
    await buildRunner(paths.runner);
  });

  test.each(["natural", "reversed", "shuffled"])("without a mistake nothing differs, in %s order", async (order) => {
    const { output, passed } = await replay(paths.runner, log, order);
    expect(output).toMatch(/^\d+ launches, \d+ words, 0 failures\n$/);
    expect(passed).toBe(true);
  });

  test.each(faults)("%s", async (_, order, seen, fault) => {
    const { output, passed } = await withPlantedFault(fault, (runner) => replay(runner, log, order));
    expect(output).toMatch(seen);
    expect(passed).toBe(false);
  });
});

/** Every kernel whose threads wait, and a view that is not dense. */
async function work(backend: CudaBackend): Promise<void> {
  const view = (shape: readonly number[], dtype: Dtype = "f32"): View => {
    const buffer = backend.alloc(denseByteLength(dtype, shape));
    return { buffer, dtype, shape, strides: rowMajorStrides(shape), offset: 0 };
  };
  const normal = (...shape: number[]): View => {
    const x = view(shape);
    kernelFor(backend, "random")([x], [], { kind: "normal", seed: 1, stream: shape.length });
    return x;
  };
  const read = async (y: View): Promise<void> => {
    await backend.read(y.buffer, 0, denseByteLength(y.dtype, y.shape));
  };

  const [product, a] = [view([70, 66]), normal(70, 300)];
  kernelFor(backend, "matmul")([product], [a, normal(300, 66)], {});
  await read(product);

  for (const op of ["sum", "max"] as const) {
    const [y, x] = [view([3]), normal(3, 5000)];
    kernelFor(backend, "reduce")([y], [x], { op, axes: [1] });
    await read(y);
  }

  const [turned, x] = [view([5, 4, 3]), normal(3, 4, 5)];
  kernelFor(backend, "copy")([turned], [{ ...x, shape: [5, 4, 3], strides: [1, 5, 20] }], {});
  await read(turned);
}
