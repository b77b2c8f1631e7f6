/** A mistake of the caller, or something missing on this machine: its message is all that is shown. */
export class CliError extends Error {
  override readonly name = "CliError";
  readonly exitCode: 1 | 130;

  constructor(message: string, exitCode: 1 | 130 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
