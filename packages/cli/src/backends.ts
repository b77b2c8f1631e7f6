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
  | "cuda-cublaslt"
  | "cuda-host"
  | "cuda-host-fast";

/** What a command wants of a backend beyond its arithmetic. */
export interface LoadOptions {
  /** Time the device. */
  readonly profile?: boolean | undefined;
  /** For a backend that can have several; default its own number. The bits do not depend on it. */
  readonly threads?: number | undefined;
}

/** Where the backends come from; each is loaded only when it is asked for. */
const loaders: { readonly [N in BackendName]: (options: LoadOptions) => Promise<Backend> } = {
  cpu: async () => (await import("@binade/backend-cpu")).createCpuBackend(),
  wasm: async ({ threads }) =>
    (await import("@binade/backend-wasm")).createWasmBackend(threads === undefined ? {} : { threads }),
  webgpu: async ({ profile = false }) => (await import("@binade/backend-webgpu")).createWebgpuBackend({ profile }),
  "webgpu-fast": async ({ profile = false }) =>
    (await import("@binade/backend-webgpu")).createWebgpuBackend({ tier: "fast", profile }),
  cuda: async () => (await import("@binade/backend-cuda")).createCudaBackend(),
  "cuda-fast": async () => (await import("@binade/backend-cuda")).createCudaBackend({ tier: "fast" }),
  "cuda-cublaslt": async () =>
    (await import("@binade/backend-cuda")).createCudaBackend({ tier: "fast", provider: "cublasLt" }),
  "cuda-host": async () => (await import("@binade/backend-cuda")).createCudaBackend({ device: "host" }),
  // As an H100 would: `--tensor-core H100` judges it.
  "cuda-host-fast": async () =>
    (await import("@binade/backend-cuda")).createCudaBackend({ device: "host", tier: "fast" }),
};

export const backendNames: readonly BackendName[] = Object.keys(loaders) as BackendName[];

/** A new backend by name, or from a module of somebody else; or why there is none here. */
export async function loadBackend(name: string, options: LoadOptions = {}): Promise<Backend> {
  try {
    const load = loaders[name as BackendName] as (typeof loaders)[BackendName] | undefined;
    const backend = await (load === undefined ? loadFromModule(name) : load(options));
    if (options.profile && backend.times === undefined) {
      await backend.dispose();
      throw new CliError(`backend "${name}" does not time its kernels: leave out --profile, or use --backend webgpu`);
    }
    return backend;
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
