import { fork } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";
import { root } from "../run.mjs";
import { instrument } from "./instrument.mjs";

/** @import { Example } from "./extract.mjs" */

const child = fileURLToPath(new URL("./child.mjs", import.meta.url));
const timeoutMs = 120_000;

/**
 * Run examples one after the other, in a process that is replaced when an example ends it.
 *
 * @param {readonly Example[]} examples
 * @returns {Promise<string[][]>} By example, what went wrong: `file:line: message`.
 */
export async function runExamples(examples) {
  // inside tools/, whose dependencies are all packages, and ignored by git
  const folder = join(root, "tools", "node_modules", `.examples-${process.pid}`);
  const workingFolder = mkdtempSync(join(tmpdir(), "binade-examples-"));
  mkdirSync(folder, { recursive: true });
  try {
    const modules = examples.map((example, index) => writeModule(folder, example, index));
    /** @type {string[][]} */
    const failures = [];
    while (failures.length < examples.length) {
      await runFrom(examples, modules, failures, workingFolder);
    }
    return failures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(workingFolder, { recursive: true, force: true });
  }
}

/** @param {string} folder @param {Example} example @param {number} index */
function writeModule(folder, example, index) {
  const { code, expected } = instrument(example.code);
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
  const path = join(folder, `example${index}.mjs`);
  writeFileSync(path, ts.transpileModule(code, { compilerOptions, fileName: "example.ts" }).outputText);
  return { url: pathToFileURL(path).href, expected };
}

/**
 * Run the examples that have no entry in `failures` yet, until the process ends.
 *
 * @param {readonly Example[]} examples
 * @param {readonly { url: string, expected: Map<number, { value: unknown, text: string }> }[]} modules
 * @param {string[][]} failures
 * @param {string} cwd
 * @returns {Promise<void>}
 */
function runFrom(examples, modules, failures, cwd) {
  return new Promise((resolve) => {
    const worker = fork(child, { cwd, serialization: "advanced", stdio: ["ignore", "ignore", "ignore", "ipc"] });
    /** @type {NodeJS.Timeout | undefined} */
    let timer;
    let reason = "the example ended the process";
    const next = () => {
      clearTimeout(timer);
      const module = modules[failures.length];
      if (module === undefined) return worker.kill();
      worker.send({ url: module.url, expected: module.expected });
      timer = setTimeout(() => {
        reason = `still running after ${timeoutMs / 1000} s`;
        worker.kill("SIGKILL");
      }, timeoutMs);
    };
    worker.on("message", (message) => {
      const { wrong, error } = /** @type {import("./child.mjs").Outcome} */ (message);
      const example = examples[failures.length];
      if (example === undefined) return;
      const found = wrong.map(
        ({ line, actual, text }) => `${example.file}:${example.line + line}: expected ${text}, got ${actual}`,
      );
      if (error !== undefined) found.push(`${example.file}:${example.line}: ${error}`);
      failures.push(found);
      next();
    });
    worker.on("exit", () => {
      clearTimeout(timer);
      const example = examples[failures.length];
      if (example !== undefined) failures.push([`${example.file}:${example.line}: ${reason}`]);
      resolve();
    });
    next();
  });
}
