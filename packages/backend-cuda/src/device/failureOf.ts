import { BackendError, type BackendErrorCode } from "@binade/backend";
import type { DriverFailure } from "../addon/addon.ts";

/** Errors of the driver that leave the device as it was; all others end it. */
const codes: Readonly<Record<number, BackendErrorCode>> = { 2: "ERR_OUT_OF_MEMORY" };

/** What a failure of the addon is to the caller of a backend. */
export function failureOf(name: string, cause: unknown): unknown {
  const { result, message } = cause as DriverFailure;
  if (!(cause instanceof Error) || cause instanceof BackendError || result === undefined) return cause;
  const code = codes[result] ?? "ERR_DEVICE_LOST";
  const advice =
    code === "ERR_OUT_OF_MEMORY"
      ? "free tensors, or use a smaller batch"
      : "dispose of this backend, make a new one and go on from the last checkpoint";
  return new BackendError(code, `backend "${name}": ${message} (${advice})`, { result, cause });
}
