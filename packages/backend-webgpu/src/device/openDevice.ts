import { BackendError } from "@binade/backend";

/** A device with what keeps it alive. */
export interface OpenedDevice {
  readonly device: GPUDevice;
  /** Let go of the device: destroy it if it was opened here, and drop the reference that keeps Node running. */
  close(): void;
}

/** What is asked for at creation. */
export interface DeviceOptions {
  /** A device of the caller's, who also destroys it. */
  readonly device?: GPUDevice;
  /** Optional features to switch on where the adapter has them. Default `timestamp-query`. */
  readonly features?: readonly GPUFeatureName[];
}

/** Limits that are raised to what the adapter can do: what a buffer may hold. */
const raisedLimits = ["maxBufferSize", "maxStorageBufferBindingSize"] as const;

/**
 * The caller's device, or a new one: of the browser's `navigator.gpu`, or in Node of Dawn from the package `webgpu`.
 *
 * @throws {@link BackendError} `ERR_UNAVAILABLE` when there is no WebGPU or no adapter.
 */
export async function openDevice({ device, features = ["timestamp-query"] }: DeviceOptions): Promise<OpenedDevice> {
  if (device !== undefined) return { device, close: () => undefined };
  // Dawn's device dies with the object that create() gives: the closure below holds it as long as the backend lives.
  let gpu: GPU | undefined = (globalThis as { navigator?: { gpu?: GPU } }).navigator?.gpu ?? (await dawn());
  const adapter = await gpu.requestAdapter({ powerPreference: "high-performance" });
  if (adapter === null) throw unavailable("no adapter: this machine has no GPU driver that WebGPU can use");
  const opened = await adapter.requestDevice({
    requiredFeatures: features.filter((feature) => adapter.features.has(feature)),
    requiredLimits: Object.fromEntries(raisedLimits.map((name) => [name, adapter.limits[name]])),
  });
  return {
    device: opened,
    close() {
      if (gpu === undefined) return;
      opened.destroy();
      gpu = undefined;
    },
  };
}

/** Dawn for Node. The name is no literal, so that bundlers for the browser leave it alone. */
async function dawn(): Promise<GPU> {
  const name: string = "webgpu";
  try {
    const { create } = (await import(/* @vite-ignore */ name)) as { create(options: readonly string[]): GPU };
    return create([]);
  } catch (cause) {
    throw unavailable(`no navigator.gpu, and the package "webgpu" does not load (npm install webgpu)`, cause);
  }
}

function unavailable(reason: string, cause?: unknown): BackendError {
  const advice = "see the README for drivers; without a GPU, Mesa's lavapipe runs everything in software";
  return new BackendError("ERR_UNAVAILABLE", `webgpu: ${reason} (${advice})`, { cause });
}
