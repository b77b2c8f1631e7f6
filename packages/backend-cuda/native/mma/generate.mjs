// @ts-check
/**
 * Writes the C++ table of matrix units from the models of @binade/softfloat, which stay the only source of it. Needs the
 * build of that package: `npm run build`, then `node packages/backend-cuda/native/mma/generate.mjs`.
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

/** @typedef {import("@binade/softfloat").TensorCoreModel} TensorCoreModel */

const operands = /** @type {const} */ (["fp16", "bf16", "tf32", "e4m3", "e5m2"]);

/**
 * The text of `models.gen.h`.
 *
 * @param {Record<string, Record<string, Record<string, TensorCoreModel>>>} models
 * @param {readonly string[]} mmaSyncGpus In the order of their numbers.
 * @param {(gpu: string) => Record<string, TensorCoreModel>} mmaSync
 */
export function modelTable(models, mmaSyncGpus, mmaSync) {
  const rows = Object.entries(models).flatMap(([gpu, inputs]) =>
    Object.entries(inputs).flatMap(([input, outputs]) =>
      Object.entries(outputs).map(([output, model]) => ({ gpu, input, output, model })),
    ),
  );
  const formats = new Map(
    rows.flatMap(({ model }) => [model.input, model.output]).map((format) => [format.name, format]),
  );
  const instructions = mmaSyncGpus.flatMap((gpu) =>
    Object.entries(mmaSync(gpu)).map(([input, model]) => ({ gpu, input, output: "fp32", model })),
  );
  const units = mmaSyncGpus.map((gpu) => {
    const indices = operands.map((operand) =>
      instructions.findIndex((row) => row.gpu === gpu && row.input === operand),
    );
    return `    {"${gpu}", {${indices.join(", ")}}},`;
  });
  return [
    "/** Made by generate.mjs from tensorCoreModels and mmaSyncModels of @binade/softfloat. */",
    "#pragma once",
    "",
    '#include "model.h"',
    "",
    "namespace binade::mma {",
    "",
    ...[...formats.values()].map(formatRow),
    "",
    "inline constexpr Model models[] = {",
    ...rows.map(modelRow),
    "};",
    "",
    "/** One instruction of mma.sync with FP32 results each. */",
    "inline constexpr Model instructions[] = {",
    ...instructions.map(modelRow),
    "};",
    "",
    "/** The host device is told which by the index of a row. */",
    "inline constexpr Unit units[] = {",
    ...units,
    "};",
    "",
    "}  // namespace binade::mma",
    "",
  ].join("\n");
}

/** @param {import("@binade/softfloat").Format} format */
function formatRow({ name, exponentBits, precision, bias, maxFinite, infinity }) {
  const fields = [`"${name}"`, exponentBits, precision - 1, bias, hex(maxFinite), hex(infinity ?? 0)];
  return `inline constexpr Format ${name}{${fields.join(", ")}};`;
}

/** @param {{ gpu: string, input: string, output: string, model: TensorCoreModel }} row */
function modelRow({ gpu, input, output, model }) {
  const { blockLength, blocks, fractionBits, leastExponent, precision, rounding, addend } = model;
  const numbers = [blockLength, blocks.length, fractionBits, leastExponent, precision];
  const order = orderOf(model);
  if (order.length > 32) throw new Error(`${model.name}: expected at most 32 products, got ${order.length}`);
  const names = [`Rounding::${roundings[rounding]}`, `Addend::${addend}`];
  const fields = [`"${gpu}"`, `"${input}"`, `"${output}"`, model.input.name, model.output.name, ...numbers, ...names];
  return `    {${fields.join(", ")},\n     {${order.join(", ")}}},`;
}

const roundings = { roundTowardZero: "towardZero", roundTiesToEven: "tiesToEven" };

/** The products of one instruction, block after block: positions repeat with the period that the blocks share. @param {TensorCoreModel} model */
function orderOf({ blockLength, blocks }) {
  const period = blocks.flat().length;
  return blocks.flatMap((block) =>
    Array.from(
      { length: blockLength },
      (_, i) => Math.floor(i / block.length) * period + Number(block[i % block.length]),
    ),
  );
}

/** @param {number} word */
function hex(word) {
  return `0x${word.toString(16)}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { mmaSyncGpus, mmaSyncModels, tensorCoreModels } = await import("@binade/softfloat");
  const path = fileURLToPath(new URL("models.gen.h", import.meta.url));
  writeFileSync(
    path,
    modelTable(/** @type {any} */ (tensorCoreModels), mmaSyncGpus, /** @type {any} */ (mmaSyncModels)),
  );
}
