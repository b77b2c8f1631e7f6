import type { Backend } from "@binade/backend";
import { CliError } from "./cliError.ts";

export type BackendName = "cpu";

/** Where the backends come from; each is loaded only when it is asked for. */
const loaders: { readonly [N in BackendName]: () => Promise<Backend> } = {
  cpu: async () => (await import("@binade/backend-cpu")).createCpuBackend(),
};

export const backendNames: readonly BackendName[] = Object.keys(loaders) as BackendName[];

/** A new backend, or why there is none here. */
export async function loadBackend(name: BackendName): Promise<Backend> {
  try {
    return await loaders[name]();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(`backend "${name}" does not work here: ${reason} ("binade doctor" says more)`);
  }
}
