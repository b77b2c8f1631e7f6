/** What went wrong, in a form that a caller can act on. */
export type BackendErrorCode =
  | "ERR_UNSUPPORTED_KERNEL"
  | "ERR_UNSUPPORTED_DTYPE"
  | "ERR_SHAPE"
  | "ERR_DTYPE"
  | "ERR_ALIAS"
  | "ERR_INDEX"
  | "ERR_BUFFER"
  | "ERR_DISPOSED"
  | "ERR_OUT_OF_MEMORY"
  | "ERR_DEVICE_LOST"
  | "ERR_UNAVAILABLE";

/** Failure of a backend: a kernel that is missing, a view that does not fit, memory that ran out. */
export class BackendError extends Error {
  override readonly name = "BackendError";
  readonly code: BackendErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: BackendErrorCode, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}
