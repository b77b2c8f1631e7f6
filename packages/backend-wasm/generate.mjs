/**
 * Compiles `assembly/` and embeds it: `assembly/coefficients.gen.ts` from the functions of the contract,
 * `src/module/wasmBinary.gen.ts` with the binary in base64, and `src/threads/workerSource.gen.ts` with the program of a
 * worker as text. A test keeps them alike with their sources.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import asc from "assemblyscript/asc";
import ts from "typescript";

const root = fileURLToPath(new URL(".", import.meta.url));
const contract = fileURLToPath(new URL("../backend/src/functionCoefficients.ts", import.meta.url));

/** The generated files by path. */
export async function generated() {
  const constants = coefficientSource(await functionCoefficients());
  const binary = await compile({ "assembly/coefficients.gen.ts": constants });
  const base64 = Buffer.from(binary).toString("base64");
  const comment = "/** Made by generate.mjs: the module that `assembly/` compiles to, in base64. */";
  const flagComment = "/** Which byte of it holds the flags of its memory. */";
  return {
    "assembly/coefficients.gen.ts": constants,
    "src/module/wasmBinary.gen.ts": `${comment}\nexport const wasmBinary = "${base64}";\n\n${flagComment}\nexport const memoryFlagsAt = ${memoryFlagsAt(binary)};\n`,
    "src/threads/workerSource.gen.ts": workerSource(),
  };
}

/** The program of a worker as the text of a classic script: its types are gone, and it imports nothing. */
function workerSource() {
  const source = readFileSync(join(root, "src/threads/worker.ts"), "utf8");
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022, removeComments: true },
  });
  const script = outputText.replace(/^export \{\};\n/m, "");
  if (/^(import|export)\b/m.test(script)) throw new Error("worker.ts: expected no import that stays");
  const comment = "/** Made by generate.mjs: `worker.ts` as the text of a script. */";
  return `${comment}\nexport const workerSource: string = ${JSON.stringify(script)};\n`;
}

/**
 * The import of a memory with a maximum ends in the flags 1, the least pages (1) and the most (65536). With the flags 3
 * it is that of a shared memory, and the module the one that threads share.
 */
function memoryFlagsAt(binary) {
  const wanted = Buffer.from([3, ...Buffer.from("env"), 6, ...Buffer.from("memory"), 2, 1, 1, 0x80, 0x80, 4]);
  const at = Buffer.from(binary).indexOf(wanted);
  if (at < 0) throw new Error("the binary: expected the import of a memory of 1 to 65536 pages");
  return at + wanted.length - 5;
}

/** The data of the contract, whose source imports nothing. */
async function functionCoefficients() {
  const source = readFileSync(contract, "utf8");
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  const module = await import(`data:text/javascript;base64,${Buffer.from(outputText).toString("base64")}`);
  return module.functionCoefficients;
}

/** Constants that are taken as words: integers, and what words are compared with. */
const asWords = /_BITS_|_WORD$/;

/**
 * The address of each number in a table of binary32 words: `exp.polynomial[0]` is at `EXP_POLYNOMIAL_0`. An engine makes a
 * vector of a literal anew wherever it is used, in several instructions; from memory it takes one.
 */
function coefficientSource(functions) {
  const entries = Object.entries(functions).flatMap(([name, constants]) =>
    Object.entries(constants).flatMap(([key, value]) => {
      const stem = `${name}_${key}`.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
      return Array.isArray(value) ? value.map((word, i) => [`${stem}_${i}`, word]) : [[stem, value]];
    }),
  );
  const table = entries.map(([, word]) => `  ${hex(word)},\n`).join("");
  const rows = entries.map(([name, word], i) =>
    asWords.test(name)
      ? `export const ${name}: u32 = ${hex(word)};\n`
      : `export const ${name}: usize = table + ${4 * i};\n`,
  );
  const comment =
    "/** Made by generate.mjs from functionCoefficients of @binade/backend: addresses of the constants. */";
  return `${comment}\nconst table = memory.data<u32>([\n${table}]);\n\n${rows.join("")}`;
}

function hex(word) {
  return `0x${word.toString(16).padStart(8, "0")}`;
}

async function compile(virtualFiles) {
  let binary;
  const options =
    "assembly/index.ts --outFile module.wasm --runtime stub --enable simd -O3 --converge --noAssert --importMemory " +
    "--maximumMemory 65536 --zeroFilledMemory";
  const { error, stderr } = await asc.main(options.split(" "), {
    readFile: (name, base) => virtualFiles[name] ?? readIfThere(join(base ?? root, name)),
    writeFile: (name, contents) => {
      if (name.endsWith(".wasm")) binary = contents;
    },
    listFiles: () => [],
  });
  if (error !== null || binary === undefined) throw new Error(`assemblyscript: ${stderr.toString()}`);
  return binary;
}

function readIfThere(path) {
  try {
    return readFileSync(join(root, path.startsWith(root) ? path.slice(root.length) : path), "utf8");
  } catch {
    return null;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  for (const [path, text] of Object.entries(await generated())) writeFileSync(join(root, path), text);
}
