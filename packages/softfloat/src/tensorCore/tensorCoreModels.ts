import type { Format } from "../format/format.ts";
import { BF16, E4M3FN, E5M2, FP16, FP32, TF32 } from "../format/formats.ts";
import type { TensorCoreModel } from "./tensorCoreModel.ts";

type Fp32Result = { readonly fp32: TensorCoreModel };
type EitherResult = Fp32Result & { readonly fp16: TensorCoreModel };

/** What the tensor cores of a GPU take, and what they give for it. */
type Fp16Unit = { readonly fp16: EitherResult };
type Tf32Unit = Fp16Unit & { readonly bf16: Fp32Result; readonly tf32: Fp32Result };
type Fp8Unit = Tf32Unit & { readonly e4m3: EitherResult; readonly e5m2: EitherResult };

type Alignment = Pick<TensorCoreModel, "blockLength" | "fractionBits">;

const voltaAlignment: Alignment = { blockLength: 4, fractionBits: 23 };
const ampereAlignment: Alignment = { blockLength: 8, fractionBits: 24 };
const hopperAlignment: Alignment = { blockLength: 16, fractionBits: 25 };

/**
 * Models of NVIDIA's tensor cores by GPU, format of the operands and format of the result.
 *
 * | GPU                 | operands → result              | n  | F  | rounding of a block            |
 * | ------------------- | ------------------------------ | -- | -- | ------------------------------ |
 * | V100                | fp16 → fp32, fp16              | 4  | 23 | toward zero; fp16 ties to even |
 * | A100, A2, Ada, L40S | fp16 → fp32, fp16; bf16 → fp32 | 8  | 24 | toward zero; fp16 ties to even |
 * | A100, A2, Ada, L40S | tf32 → fp32                    | 4  | 24 | toward zero                    |
 * | Ada, L40S           | e4m3, e5m2 → fp32              | 16 | 13 | toward zero, to 14 digits      |
 * | Ada, L40S           | e4m3, e5m2 → fp16              | 16 | 13 | ties to even                   |
 * | H100, H200, B200    | fp16 → fp32, fp16; bf16 → fp32 | 16 | 25 | toward zero; fp16 ties to even |
 * | H100, H200, B200    | tf32 → fp32                    | 8  | 25 | toward zero                    |
 * | H100, H200          | e4m3, e5m2 → fp32 (`wgmma`)    | 32 | 13 | toward zero, to 14 digits      |
 * | H100, H200, B200    | e4m3, e5m2 → fp16 (`mma.sync`) | 16 | 25 | ties to even; c is added last  |
 * | B200                | e4m3, e5m2 → fp32 (`mma.sync`) | 16 | 25 | toward zero; c is added last   |
 *
 * Ada is the RTX 1000 Ada. All agree with dot products recorded on these GPUs (except FP8 → FP16 on the L40S, taken from
 * Ada): ordinary numbers of magnitudes 2^-16 … 4.4, one instruction each. What such records do not show is taken from the
 * papers, or a choice where they differ:
 *
 * - n is confirmed as no less than this, and exactly for FP8 on Ada and L40S. F is confirmed for FP32 results (not on
 *   B200 for FP8), and FP16 ones share it. tf32 on H100, H200 and B200 was recorded with four products,
 *   FP8 → FP32 on H100 and H200 with c = 0.
 * - More products than one instruction takes: the next one goes on from the result, in ascending k.
 * - Subnormal operands and results are kept.
 * - Terms that are all tiny: E is at least −108 − F for FP32 results and 4 − F for FP16 ones (−20 for FP8 on Ada), by
 *   Khattak and Mikaitis; MMA-Sim lets a zero c take part with exponent −126 instead. It matters for bf16 and tf32
 *   operands, and for fp16 → fp16; FP8 products have no digits that low.
 * - A sum of `2^128` or more becomes ∞, although rounding is toward zero.
 * - A sum of zero is +0. A negative sum that rounds to zero is −0.
 * - NaN, ∞ · 0 and ∞ − ∞ give the code of all ones but the sign: 0x7fffffff, 0x7fff.
 * - FP8 → FP32 on B200: the records do not tell how the 32 products are grouped; it is done as for FP16 results. H100 and
 *   H200 are said to do the same by `mma.sync`.
 *
 * @see {@link TensorCoreModel} for the fields and the papers. Records: github.com/north-numerical-computing/MATLAB-tensor-core.
 * @example
 * import { tensorCoreModels } from "@binade/softfloat";
 *
 * tensorCoreModels.V100.fp16.fp32.fractionBits; // 23
 * tensorCoreModels.H100.fp16.fp32.blockLength; // 16
 */
export const tensorCoreModels: {
  readonly V100: Fp16Unit;
  readonly A100: Tf32Unit;
  readonly A2: Tf32Unit;
  readonly Ada: Fp8Unit;
  readonly L40S: Fp8Unit;
  readonly H100: Fp8Unit;
  readonly H200: Fp8Unit;
  readonly B200: Fp8Unit;
} = {
  V100: /* @__PURE__ */ volta("V100"),
  A100: /* @__PURE__ */ ampere("A100"),
  A2: /* @__PURE__ */ ampere("A2"),
  Ada: /* @__PURE__ */ ada("Ada"),
  L40S: /* @__PURE__ */ ada("L40S"),
  H100: /* @__PURE__ */ hopper("H100"),
  H200: /* @__PURE__ */ hopper("H200"),
  B200: /* @__PURE__ */ blackwell("B200"),
};

/** A GPU whose tensor cores are modelled. */
export type TensorCoreGpu = keyof typeof tensorCoreModels;

function volta(gpu: string): Fp16Unit {
  return { fp16: either(gpu, FP16, voltaAlignment) };
}

function ampere(gpu: string): Tf32Unit {
  return {
    fp16: either(gpu, FP16, ampereAlignment),
    bf16: { fp32: toFp32(gpu, BF16, ampereAlignment) },
    tf32: { fp32: toFp32(gpu, TF32, { ...ampereAlignment, blockLength: 4 }) },
  };
}

function ada(gpu: string): Fp8Unit {
  const fp8 = (input: Format): EitherResult => ({
    fp32: narrow(toFp32(gpu, input, { blockLength: 16, fractionBits: 13 })),
    fp16: { ...toFp16(gpu, input, { blockLength: 16, fractionBits: 13 }), leastExponent: -20 },
  });
  return { ...ampere(gpu), e4m3: fp8(E4M3FN), e5m2: fp8(E5M2) };
}

function hopper(gpu: string): Fp8Unit {
  const fp8 = (input: Format): EitherResult => ({
    fp32: narrow(toFp32(gpu, input, { blockLength: 32, fractionBits: 13 })),
    fp16: interleaved(toFp16(gpu, input, hopperAlignment)),
  });
  return { ...hopperTf32(gpu), e4m3: fp8(E4M3FN), e5m2: fp8(E5M2) };
}

function blackwell(gpu: string): Fp8Unit {
  const fp8 = (input: Format): EitherResult => ({
    fp32: interleaved(toFp32(gpu, input, hopperAlignment)),
    fp16: interleaved(toFp16(gpu, input, hopperAlignment)),
  });
  return { ...hopperTf32(gpu), e4m3: fp8(E4M3FN), e5m2: fp8(E5M2) };
}

/** What Hopper and Blackwell have in common. */
function hopperTf32(gpu: string): Tf32Unit {
  return {
    fp16: either(gpu, FP16, hopperAlignment),
    bf16: { fp32: toFp32(gpu, BF16, hopperAlignment) },
    tf32: { fp32: toFp32(gpu, TF32, { ...hopperAlignment, blockLength: 8 }) },
  };
}

function either(gpu: string, input: Format, alignment: Alignment): EitherResult {
  return { fp32: toFp32(gpu, input, alignment), fp16: toFp16(gpu, input, alignment) };
}

function toFp32(gpu: string, input: Format, alignment: Alignment): TensorCoreModel {
  return {
    name: `${gpu} ${input.name} → FP32`,
    input,
    output: FP32,
    ...alignment,
    leastExponent: -108 - alignment.fractionBits,
    precision: FP32.precision,
    rounding: "roundTowardZero",
    blocks: [[0]],
    addend: "first",
  };
}

function toFp16(gpu: string, input: Format, alignment: Alignment): TensorCoreModel {
  return {
    ...toFp32(gpu, input, alignment),
    name: `${gpu} ${input.name} → FP16`,
    output: FP16,
    leastExponent: 4 - alignment.fractionBits,
    precision: FP16.precision,
    rounding: "roundTiesToEven",
  };
}

/** FP32 results with the 14 digits that an accumulator of FP8 products keeps. */
function narrow(model: TensorCoreModel): TensorCoreModel {
  return { ...model, precision: 14 };
}

/**
 * The 32 products of an FP8 `mma.sync` as two FP16 instructions compute them. (Subnormals of E4M3 are normal in FP16 and
 * have lower exponents there. No result shows it: where one has the largest exponent, no product loses a digit.)
 */
function interleaved(model: TensorCoreModel): TensorCoreModel {
  const blocks = [
    [0, 1],
    [2, 3],
  ];
  return { ...model, blocks, addend: "last" };
}
