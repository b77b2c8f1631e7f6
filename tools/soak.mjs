/**
 * `npm run soak [-- --runs N] [-- --full]`: runs the conformance suite of backend-webgpu on lavapipe N times (20 unless
 * told otherwise), each in a process of its own, and then with --full the full suite once. Prints how long each took. A
 * driver that crashes now and then shows here: a run that dies by a signal, differs or is late ends with status 1.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { elapsed, root } from "./run.mjs";
import { build, runMain, setup } from "./setup.mjs";
import { howToGet, systemParts } from "./systemParts.mjs";

const command = join(root, "packages", "cli", "dist", "bin.js");

await runMain(async () => {
  const { values } = parseArgs({ options: { runs: { type: "string", default: "20" }, full: { type: "boolean" } } });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) {
    console.error(`soak: a number of runs above 0 expected, got ${values.runs}`);
    return 2;
  }
  await setup();
  await build();
  const driver = systemParts.vulkan.find();
  if (driver === undefined) {
    console.error(`soak: ${howToGet(systemParts.vulkan)}`);
    return 1;
  }
  let failed = 0;
  const suites = [...Array.from({ length: runs }, () => "quick"), ...(values.full ? ["full"] : [])];
  for (const [i, suite] of suites.entries()) {
    const start = performance.now();
    const { status, signal, output } = await conformance(suite, driver);
    const ending = signal === null ? `status ${status}` : `killed by ${signal}`;
    console.log(`${String(i + 1).padStart(3)}  ${suite}  ${elapsed(start).padStart(9)}  ${ending}`);
    if (status === 0) continue;
    failed++;
    console.log(output);
  }
  console.log(`soak: ${suites.length - failed} of ${suites.length} runs ended with no differing bit`);
  return failed === 0 ? 0 : 1;
});

/**
 * One run of the suite in a process of its own.
 *
 * @param {string} suite @param {string} driver
 * @returns {Promise<{ status: number | null, signal: string | null, output: string }>}
 */
function conformance(suite, driver) {
  const env = {
    ...process.env,
    VK_DRIVER_FILES: driver,
    VK_ICD_FILENAMES: driver,
    XDG_RUNTIME_DIR: process.env["XDG_RUNTIME_DIR"] ?? "/tmp",
  };
  const args = [command, "conformance", "--backend", "webgpu", "--suite", suite];
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => (output += bytes));
  return new Promise((resolve) => child.once("close", (status, signal) => resolve({ status, signal, output })));
}
