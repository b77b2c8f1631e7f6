import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Backend } from "@binade/backend";
import { CliError } from "./cliError.ts";

export type BackendName =
  | "cpu"
  | "wasm"
  | "webgpu"
  | "webgpu-fast"
  | "cuda"
  | "cuda-fast"
  | "cuda-host"
  | "cuda-host-fast";

/** Where the backends come from; each is loaded only when it is asked for. */
const loaders: { readonly [N in BackendName]: () => Promise<Backend> } = {
  cpu: async () => (await import("@binade/backend-cpu")).createCpuBackend(),
  wasm: async () => (await import("@binade/backend-wasm")).createWasmBackend(),
  webgpu: async () => (await import("@binade/backend-webgpu")).createWebgpuBackend(),
  "webgpu-fast": async () => (await import("@binade/backend-webgpu")).createWebgpuBackend({ tier: "fast" }),
  cuda: async () => (await import("@binade/backend-cuda")).createCudaBackend(),
  "cuda-fast": async () => (await import("@binade/backend-cuda")).createCudaBackend({ tier: "fast" }),
  "cuda-host": async () => (await import("@binade/backend-cuda")).createCudaBackend({ device: "host" }),
  // As an H100 would: `--tensor-core H100` judges it.
  "cuda-host-fast": async () =>
    (await import("@binade/backend-cuda")).createCudaBackend({ device: "host", tier: "fast" }),
};

export const backendNames: readonly BackendName[] = Object.keys(loaders) as BackendName[];

/** A new backend by name, or from a module of somebody else; or why there is none here. */
export async function loadBackend(name: string): Promise<Backend> {
  try {
    const load = loaders[name as BackendName] as (typeof loaders)[BackendName] | undefined;
    return await (load === undefined ? loadFromModule(name) : load());
  } catch (cause) {
    if (cause instanceof CliError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(`backend "${name}" does not work here: ${reason} ("binade doctor" says more)`);
  }
}

/** A module, named by its path, whose `createBackend` makes one. */
async function loadFromModule(path: string): Promise<Backend> {
  if (!existsSync(path)) {
    const known = backendNames.join(", ");
    throw new CliError(`backend: one of ${known} or the path of a module expected, got "${path}"`);
  }
  const { createBackend } = (await import(pathToFileURL(resolve(path)).href)) as {
    readonly createBackend?: () => Promise<Backend>;
  };
  if (createBackend === undefined) throw new CliError(`backend: ${path} exports no function createBackend`);
  return createBackend();
}
