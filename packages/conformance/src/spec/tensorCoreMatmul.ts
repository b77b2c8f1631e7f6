import type { FloatDtype, Tf32Rounding } from "@binade/backend";
import {
  convert,
  FP32,
  type MmaSyncModels,
  type RoundingMode,
  type TensorCoreModel,
  TF32,
  tensorCoreDot,
} from "@binade/softfloat";
import type { Evaluator, SpecCall } from "./evaluator.ts";
import { coordinatesOf, indexOf } from "./indexing.ts";
import { elementwise } from "./lazy.ts";
import type { SpecTensor, Word } from "./specTensor.ts";

/** The operands of an instruction by the dtype that holds them, f32 in tf32 mode. */
const inputs: { readonly [D in FloatDtype]: keyof MmaSyncModels } = {
  f16: "fp16",
  bf16: "bf16",
  f32: "tf32",
  e4m3fn: "e4m3",
  e5m2: "e5m2",
};

const roundings: { readonly [R in Tf32Rounding]: RoundingMode } = {
  rna: "roundTiesToAway",
  rz: "roundTowardZero",
  rne: "roundTiesToEven",
};

/** The model that computes a product, where the tensor cores take its operands: of one dtype, and f32 in tf32 mode only. */
export function modelOf(
  models: MmaSyncModels,
  {
    inputs: operands,
    params: { tf32 },
  }: Pick<SpecCall<"matmul">, "params"> & { readonly inputs: readonly { dtype: string }[] },
): TensorCoreModel | undefined {
  const [a, b] = operands as [{ dtype: FloatDtype }, { dtype: FloatDtype }];
  const isTaken = a.dtype === b.dtype && (a.dtype !== "f32" || tf32 !== undefined);
  return isTaken ? models[inputs[a.dtype]] : undefined;
}

/**
 * The matrix product by `mma.sync` with sums in f32: each element starts from +0 and takes k in ascending order, one
 * instruction after the other, the last one filled with +0. The bias is added in f32, then comes one rounding.
 *
 * @throws RangeError when the tensor cores do not take the operands.
 */
export function tensorCoreMatmul(models: MmaSyncModels): Evaluator<"matmul"> {
  return (call, arithmetic) => {
    const y = call.outputs[0] as SpecTensor;
    const [a, b, bias] = call.inputs as [SpecTensor, SpecTensor, SpecTensor?];
    const model = modelOf(models, call);
    if (model === undefined) throw new RangeError(`tensorCoreMatmul: no model for ${a.dtype} × ${b.dtype}`);
    const depth = a.shape[a.shape.length - 1] as number;
    const codeOf = ({ dtype, shape, words }: SpecTensor, coordinates: readonly number[]): Word => {
      const word = words[indexOf(shape, coordinates)] as Word;
      const rounding = roundings[call.params.tf32 ?? "rna"];
      return dtype === "f32" ? convert(FP32, TF32, word, { rounding }) : word;
    };
    return [
      elementwise(y, (i) => {
        const coordinates = coordinatesOf(y.shape, i);
        const batch = coordinates.slice(0, -2);
        const [row, column] = coordinates.slice(-2) as [number, number];
        const left = Array.from({ length: depth }, (_, k) => codeOf(a, [...batch, row, k]));
        const right = Array.from({ length: depth }, (_, k) => codeOf(b, [...batch, k, column]));
        const product = tensorCoreDot(model, left, right, 0);
        const sum =
          bias === undefined
            ? product
            : arithmetic.add(product, arithmetic.widen(bias.dtype as FloatDtype, bias.words[i] as Word));
        return arithmetic.narrow(y.dtype as FloatDtype, sum);
      }),
    ];
  };
}
