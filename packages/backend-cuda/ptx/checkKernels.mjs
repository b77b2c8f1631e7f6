// @ts-check
/** Every kernel of the package, as nvcc compiles it. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compile } from "./compile.mjs";
import { judgeFlags } from "./flags.mjs";
import { judgePtx } from "./judgePtx.mjs";
import { judgeResources, readResources } from "./resources.mjs";
import { judgeSource } from "./sources.mjs";

/** @typedef {import("./judgePtx.mjs").Finding} Finding */
/** @typedef {import("./judgePtx.mjs").KernelFile} KernelFile */

const native = fileURLToPath(new URL("../native/", import.meta.url));
const read = (/** @type {string} */ path) => JSON.parse(readFileSync(path, "utf8"));

/** The data that the build reads too, and the budgets. */
export function checkedData() {
  const { architectures, flags } = read(`${native}nvcc.json`);
  return {
    architectures: /** @type {readonly string[]} */ (architectures),
    flags: /** @type {readonly string[]} */ (flags),
    kernels: /** @type {Readonly<Record<string, KernelFile>>} */ (read(`${native}kernels.json`)),
    budgets: read(fileURLToPath(new URL("budgets.json", import.meta.url))),
  };
}

/** What the sources of kernels use that they must not; fast kernels that claim nothing may. */
export function checkSources() {
  const { kernels } = checkedData();
  const isFree = (/** @type {string} */ file) =>
    kernels[file]?.tier === "fast" && kernels[file].tensorCore === undefined;
  const files = readdirSync(`${native}kernels`, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => /\.cuh?$/.test(file) && !isFree(file))
    .flatMap((file) => judgeSource(file, readFileSync(`${native}kernels/${file}`, "utf8")));
}

/**
 * Compile files for architectures and judge what comes out.
 *
 * @param {object} options
 * @param {readonly string[]} [options.files] Default every file of kernels.json.
 * @param {readonly string[]} [options.architectures] Default those of nvcc.json.
 * @param {(line: string) => void} [options.say] Told what was compiled.
 */
export async function checkKernels({ files, architectures, say = () => undefined } = {}) {
  const data = checkedData();
  const findings = [...judgeFlags(data.flags), ...checkSources()];
  let [kernels, instructions] = [0, 0];
  for (const file of files ?? Object.keys(data.kernels)) {
    const row = data.kernels[file];
    if (row === undefined) throw new Error(`${file}: expected a file of native/kernels.json`);
    for (const architecture of architectures ?? data.architectures) {
      const compiled = await compile(`${native}kernels/${file}`, architecture, data.flags).catch((error) => {
        findings.push({ file: `${file}, sm_${architecture}`, kernel: "every kernel", problem: error.message });
      });
      if (compiled === undefined) continue;
      const resources = readResources(compiled.resources);
      const here = [
        ...judgePtx(file, row, Number(architecture), compiled.ptx),
        ...judgeResources(`${file}, sm_${architecture}`, resources, data.budgets),
      ];
      const most = Math.max(0, ...resources.map(({ registers }) => registers));
      const count = compiled.ptx.split(";\n").length - 1;
      say(`${file}, sm_${architecture}: ${resources.length} kernels, ${count} instructions, at most ${most} registers`);
      kernels += resources.length;
      instructions += count;
      findings.push(...here);
    }
  }
  return { findings, kernels, instructions };
}
