import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import type { TensorCoreModel } from "../src/tensorCore/tensorCoreModel.ts";
import { checkTensorCoreDots, type RecordedDots, readTensorCoreFile } from "./tensorCoreCases.ts";

const root = resolve(import.meta.dirname, "../../..");
const { BINADE_VECTORS = "../shared/vectors" } = process.env;
const folder = resolve(root, BINADE_VECTORS, "tensor-core");
const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".txt.gz")) : [];
if (files.length === 0) console.log(`tensor cores: recorded dot products were not found in ${folder}, tests skipped`);

function read(file: string): RecordedDots {
  const recorded = readTensorCoreFile(file, gunzipSync(readFileSync(resolve(folder, file))).toString());
  if (recorded === null) throw new Error(`${file}: no model of that name`);
  return recorded;
}

describe.skipIf(files.length === 0)("dot products recorded on GPUs", () => {
  let cases = 0;
  afterAll(() => console.log(`tensor cores: ${cases} dot products in ${files.length} files`));

  it.each(files)("%s", (file) => {
    const tally = checkTensorCoreDots(read(file));
    cases += tally.total;
    expect(tally.disagreements).toEqual([]);
    expect(tally.total).toBeGreaterThan(0);
    expect(tally.agree).toBe(tally.total);
  });
});

/** Models that are wrong in one field. */
const faults = {
  "F − 1": (model) => ({ ...model, fractionBits: model.fractionBits - 1 }),
  "F + 1": (model) => ({ ...model, fractionBits: model.fractionBits + 1 }),
  "n ÷ 2": (model) => ({ ...model, blockLength: model.blockLength / 2 }),
  "n · 2": (model) => ({ ...model, blockLength: model.blockLength * 2 }),
  rounding: (model) => ({
    ...model,
    rounding: model.rounding === "roundTowardZero" ? "roundTiesToEven" : "roundTowardZero",
  }),
  "p − 1": (model) => ({ ...model, precision: model.precision - 1 }),
  "p + 1": (model) => ({ ...model, precision: Math.min(model.precision + 1, model.output.precision) }),
  addend: (model) => ({ ...model, addend: model.addend === "first" ? "last" : "first" }),
  blocks: (model) => ({ ...model, blocks: model.blocks.length === 1 ? [[0], [1]] : [[0]] }),
  "order of blocks": (model) => ({ ...model, blocks: [...model.blocks].reverse() }),
} as const satisfies Readonly<Record<string, (model: TensorCoreModel) => TensorCoreModel>>;

type Fault = keyof typeof faults;

/** What the records of one GPU cannot tell. One block each, so n could be longer; FP16 results hide F. */
const always: readonly Fault[] = ["n · 2", "p + 1"];
const single: readonly Fault[] = [...always, "order of blocks"];
const undecided: Readonly<Record<string, readonly Fault[]>> = {
  V100_fp16_fp32: single,
  V100_fp16_fp16: [...single, "F − 1", "F + 1"],
  A100_fp16_fp32: single,
  A100_fp16_fp16: [...single, "F − 1", "F + 1"],
  A100_bf16_fp32: single,
  A100_tf32_fp32: single,
  Ada_E4M3_fp32: ["order of blocks"],
  Ada_E5M2_fp32: ["order of blocks"],
  Ada_E4M3_fp16: ["p + 1", "order of blocks"],
  Ada_E5M2_fp16: ["p + 1", "order of blocks"],
  H100_fp16_fp32: single,
  H100_fp16_fp16: [...single, "F − 1", "F + 1"],
  H100_bf16_fp32: single,
  H100_tf32_fp32: [...single, "n ÷ 2"],
  H100_E4M3_fp32: ["n · 2", "order of blocks", "addend"],
  H100_E4M3_fp16: [...always, "F − 1", "F + 1"],
  B200_E4M3_fp32: [...always, "F − 1", "F + 1", "rounding", "p − 1", "order of blocks"],
};

describe.skipIf(files.length === 0)("the records tell a wrong model from the right one", () => {
  it.each(Object.entries(undecided))("%s, but for %s", (name, known) => {
    const recorded = read(`${name}.txt.gz`);
    const unseen = Object.entries(faults).filter(([, plant]) => {
      const { agree, total } = checkTensorCoreDots(recorded, plant(recorded.model));
      return agree === total;
    });
    expect(unseen.map(([fault]) => fault).sort()).toEqual([...known].sort());
  });
});
