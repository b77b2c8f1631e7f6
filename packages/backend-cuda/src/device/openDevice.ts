import { BackendError } from "@binade/backend";
import type { NativeDevice } from "../addon/addon.ts";
import { loadAddon } from "../addon/loadAddon.ts";
import { type CudaDevice, listCudaDevices } from "../listCudaDevices.ts";

/** In which order the host device runs threads; see `CudaBackendOptions`. */
export type ThreadOrder = "natural" | "reversed" | "shuffled";

const orderNumbers: { readonly [O in ThreadOrder]: number } = { natural: 0, reversed: 1, shuffled: 2 };

/** Shuffled orders are the same in every run, so that what one finds can be found again. */
const seed = 1;

export interface OpenedDevice {
  /** That of the backend. */
  readonly name: "cuda" | "cuda-host";
  readonly device: NativeDevice;
  readonly description: CudaDevice;
}

/** The device that was asked for, or why it is not there. */
export function openDevice(options: {
  readonly device?: number | "host";
  readonly threadOrder?: ThreadOrder;
}): OpenedDevice {
  const { device: wanted = 0, threadOrder } = options;
  const isHost = wanted === "host";
  if (!isHost && !(Number.isInteger(wanted) && wanted >= 0)) {
    throw new RangeError(`createCudaBackend: expected the number of a GPU or "host" as device, got ${wanted}`);
  }
  const order = orderNumbers[threadOrder ?? "natural"] as number | undefined;
  if (order === undefined || (threadOrder !== undefined && !isHost)) {
    const got = isHost ? `"${threadOrder}"` : `"${threadOrder}" for a GPU, which has its own`;
    throw new RangeError(
      `createCudaBackend: expected threadOrder natural, reversed or shuffled on the host, got ${got}`,
    );
  }
  const { devices, reason } = listCudaDevices();
  const description = devices.find(({ device }) => device === wanted);
  if (description === undefined || (!isHost && reason !== undefined)) {
    const what = reason ?? `there is no GPU ${wanted}, only ${devices.length - 1} of them`;
    const message = `cuda: ${what} (device: "host" runs the same kernels on the CPU)`;
    throw new BackendError("ERR_UNAVAILABLE", message, { device: wanted, reason: what });
  }
  const { Device } = loadAddon();
  try {
    const device = new Device(isHost ? -1 : wanted, order, seed);
    return { name: isHost ? "cuda-host" : "cuda", device, description };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const message = `cuda: "${description.name}" cannot be used: ${why}`;
    throw new BackendError("ERR_UNAVAILABLE", message, { device: wanted, cause });
  }
}
