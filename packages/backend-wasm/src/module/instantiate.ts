import { BackendError } from "@binade/backend";
import { wasmBinary } from "./wasmBinary.gen.ts";
import type { WasmExports } from "./wasmExports.ts";
import { decodeBase64, type WasmMemory, WebAssembly } from "./webAssembly.ts";

/** Pages that every memory begins with: the module's own data and a first piece of the heap. */
const initialPages = 32;

/** An instance of the embedded module with a memory of its own. */
export interface WasmInstance {
  readonly memory: WasmMemory;
  readonly exports: WasmExports;
}

/** @throws {@link BackendError} `ERR_UNAVAILABLE` where the engine has no WebAssembly, or none with SIMD. */
export async function instantiate(): Promise<WasmInstance> {
  if (WebAssembly === undefined) {
    throw new BackendError("ERR_UNAVAILABLE", 'backend "wasm": this engine has no WebAssembly; use backend-cpu');
  }
  try {
    const module = await WebAssembly.compile(decodeBase64(wasmBinary));
    const memory = new WebAssembly.Memory({ initial: initialPages });
    const { exports } = await WebAssembly.instantiate(module, { env: { memory, abort } });
    return { memory, exports: exports as WasmExports };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `backend "wasm": the module does not start in this engine, which needs SIMD: ${reason}; use backend-cpu`;
    throw new BackendError("ERR_UNAVAILABLE", message, { cause });
  }
}

/** The module asks for it and never calls it: its checks are compiled away. */
function abort(): void {
  throw new Error("the module called abort");
}
