/**
 * The program of a worker. `generate.mjs` makes a text of it, which is how it reaches a worker without a file of its own: it
 * imports nothing at run time.
 */
import type { WorkerStart } from "./workerStart.ts";

interface Port {
  once?(event: "message", listener: (start: WorkerStart) => void): void;
  onmessage?: (event: { readonly data: WorkerStart }) => void;
}

interface Scope {
  readonly process?: { getBuiltinModule?(name: string): { readonly parentPort: Port | null } };
  readonly WebAssembly: {
    readonly Instance: new (
      module: object,
      imports: object,
    ) => { readonly exports: Record<string, (...args: number[]) => void> };
  };
}

const scope = globalThis as unknown as Scope & Port;

function work({ module, memory, workspace, control, numbers, words, kernels, worker }: WorkerStart): void {
  const abort = (): void => {};
  const { exports } = new scope.WebAssembly.Instance(module, { env: { memory, abort } });
  const setWorkspace = exports["setWorkspace"] as (pointer: number) => void;
  setWorkspace(workspace);
  Atomics.store(control, words.pieces + worker, 0);

  const runPiece = (left: number): void => {
    const [total, pieceLength, ...args] = Array.from(numbers.subarray(0, Atomics.load(control, words.numberCount)));
    const first = (Atomics.load(control, words.pieceCount) - left) * (pieceLength as number);
    const kernel = exports[kernels[Atomics.load(control, words.kernel)] as string] as (...args: number[]) => void;
    kernel(first, Math.min(first + (pieceLength as number), total as number), ...args);
  };

  for (;;) {
    const ticket = Atomics.load(control, words.ticket);
    const left = ticket & words.leftMask;
    if (left === 0) {
      Atomics.wait(control, words.ticket, ticket);
      continue;
    }
    // Whoever has taken the piece reads what to do only then: until it is done there is no other job.
    if (Atomics.compareExchange(control, words.ticket, ticket, ticket - 1) !== ticket) continue;
    try {
      runPiece(left);
    } catch {
      Atomics.store(control, words.failed, worker + 1);
    }
    Atomics.add(control, words.pieces + worker, 1);
    const done = Atomics.add(control, words.done, 1) + 1;
    if (done === Atomics.load(control, words.pieceCount)) Atomics.notify(control, words.done);
  }
}

const port = scope.process?.getBuiltinModule?.("node:worker_threads").parentPort ?? scope;
if (port.once !== undefined) port.once("message", work);
else port.onmessage = ({ data }): void => work(data);
