import { BackendError, type BackendErrorCode } from "@binade/backend";
import type { DriverFailure } from "../addon/addon.ts";

/** What the driver's errors mean to a caller, and what to do; those that are not here end the device. */
const known: Readonly<Record<number, readonly [code: BackendErrorCode, advice: string]>> = {
  2: ["ERR_OUT_OF_MEMORY", "free tensors, or use a smaller batch"],
  209: ["ERR_UNAVAILABLE", "this binary has no code for this GPU"],
  500: ["ERR_UNAVAILABLE", "the binary is not of this version of the package"],
  701: ["ERR_UNSUPPORTED_KERNEL", "this GPU has too few registers or threads for it; the backend goes on"],
};

const lost = ["ERR_DEVICE_LOST", "dispose of this backend, make a new one and go on from the last checkpoint"] as const;

/** What a failure of the addon is to the caller of a backend. */
export function failureOf(name: string, cause: unknown): unknown {
  const { result, message } = cause as DriverFailure;
  if (!(cause instanceof Error) || cause instanceof BackendError || result === undefined) return cause;
  const [code, advice] = known[result] ?? lost;
  return new BackendError(code, `backend "${name}": ${message} (${advice})`, { result, cause });
}
