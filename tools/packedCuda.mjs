/**
 * Installs the packed CUDA backend into an empty project, on a PATH without nvcc and without a compiler: it has to list the
 * host device, compute there, and explain why there is no GPU. `node tools/packedCuda.mjs` needs a build.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { installPacked } from "./installPacked.mjs";
import { capture, root } from "./run.mjs";
import { howToGet, systemParts } from "./systemParts.mjs";

const binary = join(
  root,
  "packages/backend-cuda/prebuilds",
  `${process.platform}-${process.arch}`,
  "backend-cuda.node",
);

const program = `
import { createCudaBackend, listCudaDevices } from "@binade/backend-cuda";
const { devices, reason } = listCudaDevices();
const backend = await createCudaBackend({ device: "host" });
const view = { buffer: backend.alloc(4), dtype: "f32", shape: [1], strides: [1], offset: 0 };
backend.kernels.fill([view], [], { value: 1 });
const word = new Uint32Array((await backend.read(view.buffer, 0, 4)).buffer)[0];
await backend.dispose();
let refusal = "";
if (reason !== undefined) await createCudaBackend().catch(({ code, message }) => (refusal = code + " " + message));
console.log(JSON.stringify({ devices: devices.map(({ device }) => device), reason, name: backend.name, word, refusal }));
`;

/** @returns {Promise<{ passed: number, failed: number, skipped?: number, output: string }>} */
export async function checkPackedCuda() {
  if (!existsSync(binary)) {
    const { CI = "" } = process.env;
    const isFailure = CI !== "" && CI !== "false";
    return { passed: 0, failed: isFailure ? 1 : 0, skipped: isFailure ? 0 : 1, output: howToGet(systemParts.compiler) };
  }
  const folder = mkdtempSync(join(tmpdir(), "binade-cuda-"));
  try {
    const problem = await installPacked(folder, ["softfloat", "backend", "backend-cuda"]);
    if (problem !== undefined) return { passed: 0, failed: 1, output: problem };
    const path = join(folder, "project", "list.mjs");
    writeFileSync(path, program);
    const { ok, output } = await capture("/usr/bin/env", ["-i", "PATH=/nowhere", process.execPath, path]);
    const mistake = ok ? mistakeIn(output) : output;
    return { passed: mistake === undefined ? 1 : 0, failed: mistake === undefined ? 0 : 1, output: mistake ?? "" };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What is wrong with what the program printed, if anything. @param {string} output */
function mistakeIn(output) {
  const { devices, reason, name, word, refusal } = JSON.parse(output);
  const isHostThere = devices.at(-1) === "host" && name === "cuda-host" && word === 0x3f800000;
  const reasons = /no NVIDIA driver: |the NVIDIA driver |no code for GPUs/;
  const isExplained =
    reason === undefined ? devices.length > 1 : reasons.test(reason) && refusal.startsWith("ERR_UNAVAILABLE cuda: ");
  return isHostThere && isExplained
    ? undefined
    : `packed backend-cuda: expected the host device and a reason, got ${output}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { passed, failed, skipped = 0, output } = await checkPackedCuda();
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped\n${output}`);
  process.exitCode = failed === 0 ? 0 : 1;
}
