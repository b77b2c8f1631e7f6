import type { CudaBackend } from "../../src/backendOn.ts";
import { backendOn } from "../../src/backendOn.ts";
import { openDevice } from "../../src/device/openDevice.ts";
import { exactTier } from "../../src/tier.ts";
import { ExactAllocator, RecordingDevice } from "./recordingDevice.ts";

/** Let a backend on the host device work, and give what it did as a log for the runner. */
export async function record(work: (backend: CudaBackend) => Promise<void>): Promise<Uint8Array> {
  const opened = openDevice({ device: "host" });
  const device = new RecordingDevice(opened.device);
  const backend = backendOn({ ...opened, device }, exactTier, new ExactAllocator(device));
  await work(backend);
  await backend.dispose();
  return device.log();
}
