import { BackendError } from "@binade/backend";

/** A device and how to be rid of it. */
export interface OpenedDevice {
  readonly device: GPUDevice;
  /** Destroy the device if it was opened here. Resolves when it is gone. */
  close(): Promise<void>;
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
  if (device !== undefined) return { device, close: async () => undefined };
  const gpu: GPU = (globalThis as { navigator?: { gpu?: GPU } }).navigator?.gpu ?? (await dawn());
  const adapter = await gpu.requestAdapter({ powerPreference: "high-performance" });
  if (adapter === null) throw unavailable("no adapter: this machine has no GPU driver that WebGPU can use");
  const opened = await adapter.requestDevice({
    requiredFeatures: features.filter((feature) => adapter.features.has(feature)),
    requiredLimits: Object.fromEntries(raisedLimits.map((name) => [name, adapter.limits[name]])),
  });
  return {
    device: opened,
    async close() {
      await opened.queue.onSubmittedWorkDone().catch(() => undefined); // nothing is to run on what is being destroyed
      opened.destroy();
      await opened.lost;
    },
  };
}

/**
 * What `create()` of Dawn gave. When it is collected before everything that came from it the process dies («The futex facility
 * returned an unexpected error code»), and the order of collection is anyone's guess: it is the process's own, made once and
 * never let go. Node exits all the same.
 */
let instance: GPU | undefined;

/** Dawn for Node. The name is no literal, so that bundlers for the browser leave it alone. */
async function dawn(): Promise<GPU> {
  if (instance !== undefined) return instance;
  const name: string = "webgpu";
  try {
    const { create } = (await import(/* @vite-ignore */ name)) as { create(options: readonly string[]): GPU };
    instance = create([]);
    return instance;
  } catch (cause) {
    throw unavailable(`no navigator.gpu, and the package "webgpu" does not load (npm install webgpu)`, cause);
  }
}

function unavailable(reason: string, cause?: unknown): BackendError {
  const advice = "see the README for drivers; without a GPU, Mesa's lavapipe runs everything in software";
  return new BackendError("ERR_UNAVAILABLE", `webgpu: ${reason} (${advice})`, { cause });
}
