/** Mistakes in the products by tensor cores are seen: recorded work is done again with each of them planted. */
import { type Dtype, denseByteLength, kernelFor, rowMajorStrides, type Tf32Rounding, type View } from "@binade/backend";
import { BF16, type Format, FP16, FP32 } from "@binade/softfloat";
import { beforeAll, expect, test } from "vitest";
import type { CudaBackend } from "../src/backendOn.ts";
import { createRandom, drawCodes, draws, seed } from "./mma/operandCodes.ts";
import { describeBuilt } from "./support/hostDevice.ts";
import { withPlantedFault } from "./support/plantedFault.ts";
import { record } from "./support/record.ts";
import { replay } from "./support/replay.ts";

type Order = "natural" | "reversed" | "shuffled";

// biome-ignore format: columns
const faults: readonly [name: string, order: Order, text: string, replacement: string][] = [
  ["a barrier is missing before the tiles are read", "reversed",
    "      placeTile(shared.operands.b, b, nextB);\n      __syncthreads();", "      placeTile(shared.operands.b, b, nextB);"],
  ["a barrier is missing before the tiles are placed anew", "shuffled",
    "    __syncthreads();\n    if (turn < turns) {", "    if (turn < turns) {"],
  ["a barrier is missing before the sums are stored", "reversed",
    "warpRow, warpColumn, sums);\n  __syncthreads();", "warpRow, warpColumn, sums);"],
  ["the halves of a column are swapped", "natural", "{b[j][0], b[j][1]}", "{b[j][1], b[j][0]}"],
  ["an instruction of nothing is issued", "natural",
    "k + word * Mma::perWord < call.words[depth]", "k + word * Mma::perWord < call.words[depth] + 8u"],
  ["a NaN whose payload the unit ignores is ∞", "natural", "isNan(word) ? nanWord : ", ""],
  ["a tile is one line short", "natural", "line >= operand.lines", "line + 1u >= operand.lines"],
  ["a stride is that of the other axis", "natural", "line * operand.lineStride", "line * operand.depthStride"],
  ["the bias is added before the sum", "natural", "sum = sum + real(", "sum = real(0u) + real("],
];

describeBuilt("addon", () => {
  let log: Uint8Array;
  beforeAll(async () => {
    log = await record(work, "H100");
  });

  test.each(faults)("%s", async (_, order, text, replacement) => {
    const fault = { kernels: "fastMatmul.cu", text, replacement };
    const { output, passed } = await withPlantedFault(fault, (runner) => replay(runner, log, order));
    expect(output).toMatch(/differs/);
    expect(passed).toBe(false);
  });
});

/** Products of every kind of number, whose last instruction k does not fill, and one with a bias. */
async function work(backend: CudaBackend): Promise<void> {
  const random = createRandom(seed);
  const filled = (dtype: Dtype, format: Format, kind: string, shape: readonly number[]): View => {
    const view = emptyView(backend, dtype, shape);
    const codes = drawCodes(
      format,
      kind,
      shape.reduce((product, size) => product * size, 1),
      random,
    );
    const words = dtype === "f32" ? Uint32Array.from(codes) : Uint16Array.from(codes);
    backend.write(view.buffer, new Uint8Array(words.buffer));
    return view;
  };
  const [m, k, n] = [67, 70, 65];
  for (const [dtype, format, tf32] of [
    ["f16", FP16, undefined],
    ["bf16", BF16, undefined],
    ["f32", FP32, "rz"],
  ] as const satisfies readonly (readonly [Dtype, Format, Tf32Rounding | undefined])[]) {
    for (const kind of Object.keys(draws)) {
      const y = emptyView(backend, "f32", [m, n]);
      const operands = [filled(dtype, format, kind, [m, k]), filled(dtype, format, kind, [k, n])];
      const bias = filled("f32", FP32, "alike", [m, n]);
      const inputs = kind === "alike" ? [...operands, bias] : operands;
      kernelFor(backend, "matmul")([y], inputs, tf32 === undefined ? {} : { tf32 });
      await backend.read(y.buffer, 0, denseByteLength("f32", [m, n]));
    }
  }
  // The payload of a NaN below the digits of tf32, and a sum that vanishes with its sign.
  const one = (word: number): View => {
    const view = emptyView(backend, "f32", [1, 1]);
    backend.write(view.buffer, new Uint8Array(Uint32Array.of(word).buffer));
    return view;
  };
  for (const [a, b] of [
    [0x7f800001, 0x3f800000],
    [0x9a000000, 0x1a000000],
  ] as const) {
    const y = emptyView(backend, "f32", [1, 1]);
    kernelFor(backend, "matmul")([y], [one(a), one(b)], { tf32: "rz" });
    await backend.read(y.buffer, 0, 4);
  }
}

function emptyView(backend: CudaBackend, dtype: Dtype, shape: readonly number[]): View {
  const buffer = backend.alloc(denseByteLength(dtype, shape));
  return { buffer, dtype, shape, strides: rowMajorStrides(shape), offset: 0 };
}
