/** What was wrong with a call, in a form that a caller can act on. */
export type AutogradErrorCode = "ERR_SHAPE" | "ERR_DTYPE" | "ERR_AXIS" | "ERR_ENGINE" | "ERR_DISPOSED" | "ERR_GRADIENT";

/** A mistake at the boundary of autograd: shapes, dtypes, engines or lifetimes that do not fit. */
export class AutogradError extends Error {
  override readonly name = "AutogradError";
  readonly code: AutogradErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: AutogradErrorCode, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}
