/**
 * Writes what `native/kernels/include/*.gen.cuh` has of the contract: the coefficients of its functions, and where what lies
 * in its state buffers. A test keeps them alike with their sources.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL(".", import.meta.url));
const contract = fileURLToPath(new URL("../backend/src/", import.meta.url));

/** Words that the algorithms index; the other lists are polynomials. */
const tables = new Set(["twoOverPiBits"]);

/** The generated files by path. */
export async function generated() {
  const { functionCoefficients } = await contractModule("functionCoefficients.ts");
  return {
    "native/kernels/include/coefficients.gen.cuh": coefficientSource(functionCoefficients),
    "native/kernels/include/stateLayout.gen.cuh": layoutSource(await contractModule("stateLayout.ts")),
  };
}

/** A module of the contract whose source imports nothing. */
async function contractModule(name) {
  const { outputText } = ts.transpileModule(readFileSync(join(contract, name), "utf8"), {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputText).toString("base64")}`);
}

/** One constant a word: `optimizerStateLayout.found` is `OPTIMIZER_STATE_LAYOUT_FOUND`. */
function layoutSource(layouts) {
  const rows = Object.entries(layouts).flatMap(([name, words]) =>
    Object.entries(words).map(([key, value]) => `constexpr u32 ${macroCase(`${name}_${key}`)} = ${value}u;`),
  );
  return `#pragma once
// Made by generate.mjs from the state layouts of @binade/backend.
#include "launch.cuh"

namespace binade {

${rows.join("\n")}

}  // namespace binade
`;
}

function coefficientSource(functions) {
  const rows = Object.entries(functions).flatMap(([name, constants]) =>
    Object.entries(constants).map(([key, value]) => declaration(macroCase(`${name}_${key}`), key, value)),
  );
  return `#pragma once
// Made by generate.mjs from functionCoefficients of @binade/backend: words of binary32, and polynomials by their words.
#include "number.cuh"

namespace binade {

${rows.join("\n")}

}  // namespace binade
`;
}

function declaration(name, key, value) {
  if (!Array.isArray(value)) return `constexpr u32 ${name} = ${hex(value)};`;
  const words = value.map(hex).join(", ");
  if (!tables.has(key)) return `using ${name} = Polynomial<${words}>;`;
  return `static __device__ const u32 ${name}[${value.length}] = {${words}};`;
}

function macroCase(name) {
  return name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

function hex(word) {
  return `0x${word.toString(16).padStart(8, "0")}u`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  for (const [path, text] of Object.entries(await generated())) writeFileSync(join(root, path), text);
}
