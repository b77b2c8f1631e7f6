import {
  type Backend,
  BackendError,
  type Dtype,
  denseByteLength,
  dtypes,
  elementCount,
  kernelFor,
  rowMajorStrides,
  type Tf32Rounding,
  type View,
} from "@binade/backend";
import {
  convert,
  FP32,
  type RoundingMode,
  type TensorCoreGpu,
  type TensorCoreModel,
  TF32,
  tensorCoreDot,
  tensorCoreModels,
} from "@binade/softfloat";
import { describe, expect, test } from "vitest";
import { type CpuBackendOptions, createCpuBackend, type TensorCoreUnit } from "../src/index.ts";
import { narrow, plus, widen } from "./evaluators/rounded.ts";
import { type CodeView, logical } from "./support/codes.ts";
import { type CodeSet, randomCodes } from "./support/randomCodes.ts";
import { expectCodes } from "./support/runKernel.ts";

const { V100, A100, H100, B200 } = tensorCoreModels;

/** A matmul on a backend of its own; the words of the output. */
async function run(options: CpuBackendOptions, { a, b, bias, output, tf32 }: Case): Promise<number[]> {
  const backend = await createCpuBackend(options);
  const [y, ...inputs] = [output, a, b, ...(bias === undefined ? [] : [bias])].map((view) => upload(backend, view));
  kernelFor(backend, "matmul")([y!], inputs, tf32 === undefined ? {} : { tf32 });
  const byteLength = elementCount(output.shape) * dtypes[output.dtype].byteWidth;
  const { buffer } = await backend.read(y!.buffer, 0, byteLength);
  await backend.dispose();
  return Array.from(output.dtype === "f32" ? new Uint32Array(buffer) : new Uint16Array(buffer));
}

interface Case {
  readonly a: CodeView;
  readonly b: CodeView;
  readonly bias?: CodeView;
  readonly output: Omit<CodeView, "codes">;
  readonly tf32?: Tf32Rounding;
}

function upload(backend: Backend, view: Omit<CodeView, "codes"> & { readonly codes?: readonly number[] }): View {
  const { dtype, shape, strides = rowMajorStrides(shape), offset = 0, codes = [] } = view;
  const buffer = backend.alloc(Math.max(denseByteLength(dtype, shape), codes.length * 4));
  const words = { 4: Uint32Array, 2: Uint16Array, 1: Uint8Array }[dtypes[dtype].byteWidth].from(codes);
  backend.write(buffer, new Uint8Array(words.buffer));
  return { buffer, dtype, shape, strides, offset };
}

const tf32Modes: { readonly [R in Tf32Rounding]: RoundingMode } = {
  rna: "roundTiesToAway",
  rz: "roundTowardZero",
  rne: "roundTiesToEven",
};

/** Element by element: the dot product from +0, the bias, one rounding to the dtype. */
function evaluate(model: TensorCoreModel, { a, b, bias, output, tf32 }: Case): number[] {
  const codesOf = (view: CodeView): number[] =>
    logical(view).codes.map((code) =>
      tf32 === undefined ? code : convert(FP32, TF32, code, { rounding: tf32Modes[tf32] }),
    );
  const [left, right] = [codesOf(a), codesOf(b)];
  const biases = bias === undefined ? undefined : logical(bias).codes;
  const [m, k] = a.shape.slice(-2) as [number, number];
  const n = b.shape[b.shape.length - 1]!;
  const batches = elementCount(a.shape.slice(0, -2));
  const results: number[] = [];
  for (let batch = 0; batch < batches; batch++) {
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        const row = left.slice((batch * m + i) * k, (batch * m + i + 1) * k);
        const column = Array.from({ length: k }, (_, p) => right[(batch * k + p) * n + j]!);
        const dot = tensorCoreDot(model, row, column, 0);
        const sum = model.output.name === "FP32" ? dot : widen("f16", dot);
        const at = results.length;
        results.push(narrow(output.dtype, biases === undefined ? sum : plus(sum, widen(bias!.dtype, biases[at]!))));
      }
    }
  }
  return results;
}

function operand(dtype: Dtype, shape: readonly number[], set: CodeSet, label = ""): CodeView {
  return { dtype, shape, codes: randomCodes(dtype, elementCount(shape), set, `${shape} ${label}`) };
}

const emulated = (tensorCore: TensorCoreGpu | TensorCoreUnit): CpuBackendOptions => ({ tier: "emulated", tensorCore });

async function check(gpu: TensorCoreGpu, model: TensorCoreModel, given: Case): Promise<void> {
  const title = `${gpu} ${given.a.dtype} [${given.a.shape}] [${given.b.shape}] → ${given.output.dtype}`;
  expectCodes(await run(emulated(gpu), given), evaluate(model, given), given.output.dtype, title);
}

const rows: readonly (readonly [TensorCoreGpu, Dtype, Dtype, TensorCoreModel])[] = [
  ["V100", "f16", "f32", V100.fp16.fp32],
  ["A100", "f16", "f16", A100.fp16.fp32],
  ["A100", "bf16", "bf16", A100.bf16.fp32],
  ["H100", "bf16", "f32", H100.bf16.fp32],
  ["H100", "e4m3fn", "bf16", H100.e4m3.fp32],
  ["H100", "e5m2", "f16", H100.e5m2.fp32],
  ["B200", "e4m3fn", "f32", B200.e4m3.fp32],
];

describe("matmul in the emulated tier", () => {
  test.each(rows)("%s, %s → %s is the unit's, rounded once", async (gpu, dtype, output, model) => {
    for (const set of ["mixed", "special", "any", "subnormal"] as const) {
      for (const k of [0, 1, 15, 33, 70]) {
        const [a, b] = [operand(dtype, [3, k], set), operand(dtype, [k, 4], set, "b")];
        await check(gpu, model, { a, b, output: { dtype: output, shape: [3, 4] } });
      }
    }
  });

  test.each(rows)("%s, %s → %s adds the bias in f32 before that", async (gpu, dtype, output, model) => {
    const [a, b] = [operand(dtype, [2, 5, 20], "mixed"), operand(dtype, [2, 20, 6], "mixed", "b")];
    const row = operand("f16", [6], "mixed", "bias");
    const shape = [2, 5, 6];
    await check(gpu, model, { a, b, bias: { ...row, shape, strides: [0, 0, 1] }, output: { dtype: output, shape } });
    const bias = operand("f32", shape, "mixed", "bias");
    await check(gpu, model, { a, b, bias, output: { dtype: output, shape } });
  });

  test("batches broadcast by stride 0, operands transpose by strides, views start anywhere", async () => {
    const a = operand("f16", [2, 3, 4, 6], "mixed");
    const output = { dtype: "f32", shape: [2, 3, 4, 5] } as const;
    const matrix = operand("f16", [5, 6], "mixed");
    const b = { ...matrix, shape: [2, 3, 6, 5], strides: [0, 0, 1, 6] };
    await check("A100", A100.fp16.fp32, { a, b, output });
    const within = { ...operand("f16", [500], "mixed"), offset: 7, shape: [2, 3, 4, 6], strides: [100, 0, 1, 9] };
    await check("A100", A100.fp16.fp32, { a: within, b, output });
  });

  test.each(["rna", "rz", "rne"] as const)(
    "f32 with tf32 %s is rounded at bit 13 and goes to the unit",
    async (tf32) => {
      for (const set of ["mixed", "special", "any", "subnormal"] as const) {
        const [a, b] = [operand("f32", [5, 19], set), operand("f32", [19, 3], set, "b")];
        await check("A100", A100.tf32.fp32, { a, b, tf32, output: { dtype: "f32", shape: [5, 3] } });
        await check("H100", H100.tf32.fp32, { a, b, tf32, output: { dtype: "f32", shape: [5, 3] } });
      }
      const nan: CodeView = { dtype: "f32", shape: [1, 1], codes: [0x7f800001] }; // the payload is below bit 13
      const one: CodeView = { dtype: "f32", shape: [1, 1], codes: [0x3f800000] };
      expect(await run(emulated("A100"), { a: nan, b: one, tf32, output: one })).toEqual([0x7fffffff]);
    },
  );

  test("the units differ: 1 + 2^-24 + 2^-24 is 1 on a V100", async () => {
    const a: CodeView = { dtype: "f16", shape: [1, 3], codes: [0x3c00, 0x3c00, 0x3c00] };
    const b: CodeView = { dtype: "f16", shape: [3, 1], codes: [0x3c00, 0x0001, 0x0001] };
    const given: Case = { a, b, output: { dtype: "f32", shape: [1, 1] } };
    expect(await run(emulated("V100"), given)).toEqual([0x3f800000]);
    expect(await run(emulated("A100"), given)).toEqual([0x3f800001]);
    expect(await run({}, given)).toEqual([0x3f800000]); // each 2^-24 is a tie that goes to even
  });

  test("models can be given: FP16 accumulation", async () => {
    const unit = { fp16: A100.fp16.fp16 };
    const a = operand("f16", [4, 37], "mixed");
    const b = operand("f16", [37, 3], "mixed", "b");
    const bias = operand("f32", [4, 3], "mixed");
    for (const dtype of ["f16", "f32"] as const) {
      const given: Case = { a, b, bias, output: { dtype, shape: [4, 3] } };
      expectCodes(await run(emulated(unit), given), evaluate(unit.fp16, given), dtype, "A100, FP16 accumulation");
    }
  });
});

describe("what the unit does not take is exact", () => {
  test.each<[string, TensorCoreGpu, Dtype, Dtype, Tf32Rounding | undefined]>([
    ["f32 without tf32", "H100", "f32", "f32", undefined],
    ["bf16 on a V100", "V100", "bf16", "bf16", undefined],
    ["tf32 on a V100", "V100", "f32", "f32", "rna"],
    ["f16 × bf16", "H100", "f16", "bf16", undefined],
    ["f32 × bf16 with tf32", "H100", "f32", "bf16", "rne"],
  ])("%s", async (_, gpu, left, right, tf32) => {
    const [a, b] = [operand(left, [3, 300], "mixed"), operand(right, [300, 3], "mixed", "b")];
    const given: Case = { a, b, output: { dtype: "f32", shape: [3, 3] }, ...(tf32 === undefined ? {} : { tf32 }) };
    expect(await run(emulated(gpu), given)).toEqual(await run({}, given));
  });
});

describe("createCpuBackend({ tier, tensorCore })", () => {
  test("tier and capabilities say what is emulated", async () => {
    const { tier, capabilities } = await createCpuBackend(emulated("H100"));
    const exact = await createCpuBackend({ tier: "exact" });
    expect([tier, exact.tier]).toEqual(["emulated", "exact"]);
    const dtypesOf = (names: readonly Dtype[]) => Object.fromEntries(names.map((name) => [name, { tier: "emulated" }]));
    expect(capabilities.matmul).toEqual(dtypesOf(["f32", "f16", "bf16", "e4m3fn", "e5m2"]));
    expect({ ...capabilities, matmul: undefined }).toEqual({ ...exact.capabilities, matmul: undefined });
    const volta = await createCpuBackend(emulated("V100"));
    expect(volta.capabilities.matmul).toEqual({ ...exact.capabilities.matmul, ...dtypesOf(["f16"]) });
  });

  test.each<[options: unknown, message: string]>([
    [{ tier: "fast" }, 'expected tier "exact", or "emulated" with tensorCore, got tier "fast" without tensorCore'],
    [{ tier: "emulated" }, 'got tier "emulated" without tensorCore'],
    [{ tensorCore: "A100" }, 'got tier "exact" with tensorCore'],
    [{ tier: "emulated", tensorCore: "T4" }, "expected V100, A100, A2, Ada, L40S, H100, H200, B200 or models, got"],
    [{ tier: "emulated", tensorCore: "toString" }, 'got "toString"'],
    [{ tier: "emulated", tensorCore: { f16: A100.fp16.fp32 } }, "tensorCore.f16: expected one of fp16, bf16, tf32"],
    [{ tier: "emulated", tensorCore: { bf16: A100.fp16.fp32 } }, "tensorCore.bf16: expected a model for BF16, got the"],
  ])("%j is refused", async (options, message) => {
    const create = createCpuBackend(options as CpuBackendOptions);
    await expect(create).rejects.toThrow(RangeError);
    await expect(create).rejects.toThrow(message);
  });

  test.each<[string, Dtype, Dtype, Dtype, string]>([
    ["an e4m3fn output", "e4m3fn", "e4m3fn", "e4m3fn", "ERR_DTYPE"],
    ["i32 operands", "i32", "i32", "f32", "ERR_UNSUPPORTED_DTYPE"],
  ])("%s is an error before anything is written", async (_, left, right, output, code) => {
    const backend = await createCpuBackend(emulated("H100"));
    const [a, b] = [left, right].map((dtype) => upload(backend, { dtype, shape: [2, 2] }));
    const y = upload(backend, { dtype: output, shape: [2, 2] });
    const call = (): void => kernelFor(backend, "matmul")([y], [a!, b!], {});
    expect(call).toThrow(BackendError);
    expect(call).toThrow(expect.objectContaining({ code }));
    expect(backend.stats().dispatches).toBe(0);
  });
});
