/** Compilers as functions: each makes one file from others, and leaves alone what was made from the same before. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";

/** One call of a compiler. @typedef {{ program: string, args: readonly string[], output: string, inputs: readonly string[] }} Task */

/** A compiler that failed; the message has what it printed. */
export class BuildError extends Error {}

/** The first line of what `--version` prints and the last, or nothing where there is no such program. @param {string} program */
export async function versionOf(program) {
  const { code, output } = await capture(program, ["--version"]);
  return code === 0 ? output.trim() : undefined;
}

/** Every file below a folder that ends so. @param {string} folder @param {RegExp} ending @returns {string[]} */
export function filesIn(folder, ending) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => ending.test(path) && !path.startsWith("out"))
    .sort()
    .map((path) => join(folder, path));
}

/** Run those tasks whose inputs have changed, some at a time. @param {readonly Task[]} tasks @returns {Promise<number>} how many ran */
export async function runTasks(tasks) {
  const stale = tasks.map((task) => ({ ...task, key: keyOf(task) })).filter((task) => !isMade(task));
  const rest = stale.values();
  const take = async () => {
    for (const task of rest) await make(task);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, take));
  return stale.length;
}

/** Write a generated file, if it is not so already. @param {string} path @param {string} text */
export function writeIfChanged(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  if (!existsSync(path) || readFileSync(path, "utf8") !== text) writeFileSync(path, text);
}

/** What the output depends on. @param {Task} task */
function keyOf({ program, args, inputs }) {
  const hash = createHash("sha256").update(JSON.stringify([program, args]));
  for (const input of inputs) hash.update(`\n${input}\n`).update(readFileSync(input));
  return hash.digest("hex");
}

/** @param {Task & { key: string }} task */
function isMade({ output, key }) {
  return existsSync(output) && existsSync(`${output}.key`) && readFileSync(`${output}.key`, "utf8") === key;
}

/** In a file of its own first: a process that loads the old one keeps it. @param {Task & { key: string }} task */
async function make({ program, args, output, key }) {
  mkdirSync(dirname(output), { recursive: true });
  const unfinished = `${output}.${process.pid}`;
  const { code, output: printed } = await capture(program, [...args, "-o", unfinished]);
  if (code !== 0) {
    rmSync(unfinished, { force: true });
    throw new BuildError(`${program} could not make ${output}:\n${printed}`);
  }
  renameSync(unfinished, output);
  writeFileSync(`${output}.key`, key);
}

/** @param {string} program @param {readonly string[]} args @returns {Promise<{ code: number, output: string }>} */
function capture(program, args) {
  return new Promise((resolve) => {
    execFile(program, args, { maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : 1, output: `${stdout}${stderr}` });
    });
  });
}
