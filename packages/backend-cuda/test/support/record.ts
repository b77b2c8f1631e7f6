import type { CudaBackend } from "../../src/backendOn.ts";
import { backendOn } from "../../src/backendOn.ts";
import { openDevice } from "../../src/device/openDevice.ts";
import type { ModelledGpu } from "../../src/tensorCore/tensorCores.ts";
import { exactTier, fastTier } from "../../src/tier.ts";
import { ExactAllocator, RecordingDevice } from "./recordingDevice.ts";

/** Let a backend on the host device work, of the fast tier as some GPU, and give what it did as a log for the runner. */
export async function record(
  work: (backend: CudaBackend) => Promise<void>,
  tensorCore?: ModelledGpu,
): Promise<Uint8Array> {
  const opened = openDevice({ device: "host" });
  const device = new RecordingDevice(opened.device);
  const tier = tensorCore === undefined ? exactTier : await fastTier(opened, { tensorCore });
  const backend = backendOn({ ...opened, device }, tier, new ExactAllocator(device));
  await work(backend);
  await backend.dispose();
  return device.log();
}
