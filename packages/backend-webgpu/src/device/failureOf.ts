import { BackendError } from "@binade/backend";

/** What reads reject with after an error of the device that nobody caught. */
export function failureOf(error: { readonly message: string }): Error {
  if (error.constructor.name !== "GPUOutOfMemoryError") return new Error(`webgpu: ${error.message}`);
  const message = `webgpu: the device ran out of memory (free tensors, or use a smaller batch) ${error.message}`;
  return new BackendError("ERR_OUT_OF_MEMORY", message.trim());
}

/** What they reject with when the device is gone. */
export function deviceLost(message: string, reason: string): BackendError {
  const advice = "create a new backend and go on from the last checkpoint";
  return new BackendError("ERR_DEVICE_LOST", `webgpu: the device was lost: ${message} (${advice})`, { reason });
}
