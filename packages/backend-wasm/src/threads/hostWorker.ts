import type { WorkerStart } from "./workerStart.ts";

/** A worker of Node or of a browser, which runs the program of `worker.ts`. */
export interface HostWorker {
  post(start: WorkerStart): void;
  terminate(): Promise<void>;
}

/** @param onEnd - Called when the worker ends by itself or cannot start, with the reason. */
export type CreateWorker = (source: string, onEnd: (reason: string) => void) => HostWorker;

interface NodeWorker {
  postMessage(message: unknown): void;
  on(event: "error", listener: (error: unknown) => void): void;
  on(event: "exit", listener: (code: number) => void): void;
  unref(): void;
  terminate(): Promise<unknown>;
}

interface PageWorker {
  postMessage(message: unknown): void;
  onerror: ((event: { readonly message?: string }) => void) | null;
  terminate(): void;
}

type NodeModules = {
  readonly "node:worker_threads": { readonly Worker: new (source: string, options: object) => NodeWorker };
  readonly "node:os": { availableParallelism(): number };
};

/** What this package uses of the globals of Node and of browsers. */
interface Host {
  readonly process?: { getBuiltinModule?<N extends keyof NodeModules>(name: N): NodeModules[N] | undefined };
  readonly crossOriginIsolated?: boolean;
  readonly navigator?: { readonly hardwareConcurrency?: number };
  readonly Worker?: new (url: string) => PageWorker;
  readonly Blob?: new (parts: string[], options: { type: string }) => object;
  readonly URL?: { createObjectURL(blob: object): string; revokeObjectURL(url: string): void };
}

const host = globalThis as unknown as Host;

/** How to make a worker here, or why there is no way. Asked for by name, Node's modules need no import that a bundler sees. */
export function findWorkers(): { readonly create: CreateWorker; readonly processors: number } | string {
  const threads = host.process?.getBuiltinModule?.("node:worker_threads");
  if (threads !== undefined) {
    const processors = host.process?.getBuiltinModule?.("node:os")?.availableParallelism() ?? 1;
    return { create: (source, onEnd) => createNodeWorker(threads.Worker, source, onEnd), processors };
  }
  if (host.Worker === undefined || host.Blob === undefined) return "this engine has no workers";
  if (host.crossOriginIsolated !== true) {
    return (
      "memory is shared only where the page is cross-origin isolated: " +
      "serve it with Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp"
    );
  }
  return { create: createPageWorker, processors: host.navigator?.hardwareConcurrency ?? 1 };
}

function createNodeWorker(
  Worker: NodeModules["node:worker_threads"]["Worker"],
  source: string,
  onEnd: (reason: string) => void,
): HostWorker {
  // No option of the process is for it: a loader of modules would only make it start late.
  const worker = new Worker(source, { eval: true, execArgv: [], name: "binade backend-wasm" });
  worker.on("error", (error) => onEnd(String(error)));
  worker.on("exit", (code) => onEnd(`it ended with code ${code}`));
  worker.unref();
  return {
    post: (start) => worker.postMessage(start),
    terminate: async (): Promise<void> => {
      await worker.terminate();
    },
  };
}

function createPageWorker(source: string, onEnd: (reason: string) => void): HostWorker {
  const { Blob, URL, Worker } = host as Required<Host>;
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const worker = new Worker(url);
  worker.onerror = ({ message }): void => onEnd(message ?? "it was not allowed to start");
  return {
    post: (start) => worker.postMessage(start),
    terminate: async (): Promise<void> => {
      worker.terminate();
      URL.revokeObjectURL(url);
    },
  };
}
