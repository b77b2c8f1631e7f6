import type { TensorCoreModel } from "./tensorCoreModel.ts";
import { tensorCoreModels } from "./tensorCoreModels.ts";

type Models = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, TensorCoreModel>>>>>>;

/**
 * The model of {@link tensorCoreModels} for names that are not known before, such as options of a command: GPU, format of
 * the operands, format of the result.
 *
 * @throws RangeError that lists what exists.
 * @example
 * import { findTensorCoreModel } from "@binade/softfloat";
 *
 * findTensorCoreModel("A100", "bf16", "fp32").fractionBits; // 24
 */
export function findTensorCoreModel(gpu: string, input: string, output: string): TensorCoreModel {
  const models: Models = tensorCoreModels;
  const inputs = pick(models, gpu, "GPU");
  const outputs = pick(inputs, input, `operand format of ${gpu}`);
  return pick(outputs, output, `result format of ${gpu} ${input}`);
}

function pick<T>(table: Readonly<Record<string, T>>, name: string, what: string): T {
  const row = Object.hasOwn(table, name) ? table[name] : undefined;
  if (row !== undefined) return row;
  throw new RangeError(`findTensorCoreModel: ${what} expected, one of ${Object.keys(table).join(", ")}, got "${name}"`);
}
