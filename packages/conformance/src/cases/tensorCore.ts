/** Cases of a matrix product by tensor cores: those of the contract that they take, and some that tell units apart. */
import type { FloatDtype } from "@binade/backend";
import type { MmaSyncModels } from "@binade/softfloat";
import { formatOf } from "../spec/formatOf.ts";
import type { Word } from "../spec/specTensor.ts";
import { modelOf } from "../spec/tensorCoreMatmul.ts";
import type { CaseGenerator, ConformanceCase } from "./conformanceCase.ts";
import { createRandom } from "./createRandom.ts";
import { matmulCases } from "./matmul.ts";
import { operand, written } from "./operands.ts";
import { randomWords } from "./words.ts";

/** The matrix products that the models take. */
export function tensorCoreCases(models: MmaSyncModels): CaseGenerator<"matmul"> {
  return function* (options) {
    for (const testCase of matmulCases(options)) if (modelOf(models, testCase) !== undefined) yield testCase;
    for (const dtype of ["f16", "bf16", "f32", "e4m3fn", "e5m2"] as const) {
      for (const testCase of distinguishingCases(dtype, options)) {
        if (modelOf(models, testCase) !== undefined) yield testCase;
      }
    }
  };
}

/** Of k: within, at and beyond the blocks and instructions of every unit. */
const depths = {
  quick: [1, 3, 4, 5, 8, 9, 15, 16, 17, 31, 32, 33, 48, 65],
  full: [64, 100, 127, 128, 129, 300],
} as const;
const [rows, columns] = [6, 7];

type Draw = (dtype: FloatDtype, count: number, random: () => number) => Word[];

/** What shows how a block is aligned, cut off and rounded. */
const draws: Readonly<Record<string, Draw>> = {
  "one binade": (dtype, count, random) => randomWords(dtype, count, random, "nearOne"),
  "some binades": (dtype, count, random) => randomWords(dtype, count, random, "moderate"),
  // Digits far below the largest term: which of them a unit keeps is what units differ in most.
  "every binade": (dtype, count, random) => finiteWords(dtype, count, random),
  subnormals: (dtype, count, random) => randomWords(dtype, count, random, "subnormal"),
  // Products near the least number of binary32, where the alignment has a floor of its own.
  "tiny products": (dtype, count, random) => binadeWords(dtype, count, random, -80, 16),
  "huge products": (dtype, count, random) => binadeWords(dtype, count, random, 60, 5),
};

function* distinguishingCases(
  dtype: FloatDtype,
  { suite, seed }: Parameters<CaseGenerator<"matmul">>[0],
): Generator<ConformanceCase<"matmul">> {
  const random = createRandom(seed);
  const params = dtype === "f32" ? ({ tf32: "rz" } as const) : {};
  const op = `tensor core, ${dtype === "f32" ? "tf32" : dtype} to f32`;
  const list = suite === "full" ? [...depths.quick, ...depths.full] : depths.quick;
  for (const [name, draw] of Object.entries(draws)) {
    for (const depth of list) {
      yield {
        id: `${name}, k ${depth}`,
        kernel: "matmul",
        op,
        dtype,
        set: "order",
        params,
        inputs: [
          operand(dtype, [rows, depth], draw(dtype, rows * depth, random)),
          operand(dtype, [depth, columns], draw(dtype, depth * columns, random)),
        ],
        outputs: [written("f32", [rows, columns])],
      };
    }
  }
}

/** Every finite magnitude alike. */
function finiteWords(dtype: FloatDtype, count: number, random: () => number): Word[] {
  const { maxFinite, signBit } = formatOf[dtype];
  return Array.from({ length: count }, () => (random() % (maxFinite + 1)) + (random() % 2) * signBit);
}

/** Some binades from `2^first` on, or the nearest that the format has. */
function binadeWords(dtype: FloatDtype, count: number, random: () => number, first: number, binades: number): Word[] {
  const { bias, precision, emax, signBit } = formatOf[dtype];
  const implicitBit = 2 ** (precision - 1);
  return Array.from({ length: count }, () => {
    const exponent = Math.min(Math.max(first + (random() % binades), 1 - bias), emax - 1);
    return (exponent + bias) * implicitBit + (random() % implicitBit) + (random() % 2) * signBit;
  });
}
