// @ts-check
/** nvcc and ptxas, as the build calls them. */
import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Why PTX cannot be checked here, and what to do; `undefined` where nvcc is there. */
export function whyNoCompiler() {
  const { status } = spawnSync("nvcc", ["--version"], { stdio: "ignore" });
  if (status === 0) return undefined;
  return "nvcc not found: install NVIDIA's CUDA toolkit, 12.8 or newer, and put its bin folder on the PATH (neither npm nor Debian main has it)";
}

/**
 * @typedef {object} Compiled
 * @property {string} ptx
 * @property {string} resources What ptxas says of it.
 */

/**
 * One file for one architecture, to PTX and on to machine code.
 *
 * @param {string} path
 * @param {string} architecture Like `"80"`.
 * @param {readonly string[]} flags
 * @returns {Promise<Compiled>}
 */
export async function compile(path, architecture, flags) {
  const folder = mkdtempSync(join(tmpdir(), "binade-ptx-"));
  const [ptx, cubin] = [join(folder, "kernel.ptx"), join(folder, "kernel.cubin")];
  try {
    await run("nvcc", ["-ptx", `-arch=compute_${architecture}`, ...flags, path, "-o", ptx], { cwd: dirname(path) });
    const { stdout, stderr } = await run("ptxas", [`-arch=sm_${architecture}`, "-v", ptx, "-o", cubin]);
    return { ptx: readFileSync(ptx, "utf8"), resources: stdout + stderr };
  } catch (error) {
    throw new Error(`${path}, sm_${architecture}: ${/** @type {{ stderr?: string }} */ (error).stderr ?? error}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
