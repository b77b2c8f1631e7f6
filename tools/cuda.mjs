/**
 * Verifies and measures a CUDA device, as docs/cuda.md says: every kernel against the contract, a training run against the
 * CPU's, the speed, and a numerics card to send. `npm run cuda -- [--device 0|host] [--steps N] [--out FOLDER]`.
 */
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { passThrough } from "./run.mjs";
import { build, runMain, setup } from "./setup.mjs";

const cli = "packages/cli/dist/bin.js";

await runMain(async () => {
  const { values } = parseArgs({
    options: {
      device: { type: "string", default: "0" },
      steps: { type: "string", default: "200" },
      out: { type: "string", default: "cuda-report" },
    },
  });
  if (values.device !== "host") process.env["BINADE_NVCC"] ??= "use"; // ordinary builds leave the code for GPUs out
  await setup();
  await build();
  const { createCudaBackend, listCudaDevices } = await import("@binade/backend-cuda");
  const isHost = values.device === "host";
  const { devices, reason, driverVersion } = listCudaDevices();
  const device = devices.find((other) => String(other.device) === values.device);
  if (device === undefined || (!isHost && reason !== undefined)) {
    console.error(
      `cuda: ${reason ?? `there is no device ${values.device}`} (--device host runs the same kernels on the CPU)`,
    );
    return 1;
  }
  const backend = await createCudaBackend({ device: device.device });
  console.log(
    `cuda: ${backend.name} on ${device.name}, compute capability ${device.computeCapability}, CUDA ${driverVersion}`,
  );
  await backend.dispose();

  const out = resolve(process.env["INIT_CWD"] ?? "", values.out);
  mkdirSync(out, { recursive: true });
  const name = backend.name;
  const about = isHost
    ? ["--device", device.name]
    : ["--device", device.name, "--vendor", "NVIDIA", "--driver", `CUDA ${driverVersion}`];
  const steps = [
    [cli, "conformance", "--backend", name, "--json", join(out, "conformance.json")],
    [cli, "same-bits", "--backends", `cpu,${name}`, "--steps", values.steps, "--json", join(out, "same-bits.json")],
    ["tools/benches/cuda.mjs", "--device", values.device, "--json", join(out, "bench.json")],
    [cli, "card", "make", "--backend", name, "--out", join(out, "card"), ...about],
  ];
  let failed = 0;
  for (const step of steps) {
    console.log(`\ncuda: node ${step.join(" ")}`);
    if ((await passThrough(process.execPath, step)) !== 0) failed++;
  }
  console.log(`\ncuda: ${steps.length - failed} passed, ${failed} failed; what to send is in ${out}`);
  return failed === 0 ? 0 : 1;
});
