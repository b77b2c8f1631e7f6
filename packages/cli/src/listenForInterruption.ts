import { CliError } from "./cliError.ts";

/** Ctrl-C and SIGTERM abort with a message and the status 130. */
export function listenForInterruption(message: string): { signal: AbortSignal; stop: () => void } {
  const controller = new AbortController();
  const abort = (): void => controller.abort(new CliError(message, 130));
  process.once("SIGINT", abort);
  process.once("SIGTERM", abort);
  const stop = (): void => {
    process.off("SIGINT", abort);
    process.off("SIGTERM", abort);
  };
  return { signal: controller.signal, stop };
}
