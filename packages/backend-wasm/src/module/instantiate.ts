import { BackendError } from "@binade/backend";
import { memoryFlagsAt, wasmBinary } from "./wasmBinary.gen.ts";
import type { WasmExports } from "./wasmExports.ts";
import { decodeBase64, pageByteLength, type WasmMemory, WebAssembly } from "./webAssembly.ts";

/** Pages that every memory begins with: the module's own data, a workspace and a first piece of the heap. */
const initialPages = 32;

/** Flags of a memory with a maximum, as the binary has them, and of one that threads share. */
const sharedFlags = 3;

/** An instance of the embedded module with a memory of its own. */
export interface WasmInstance {
  /** The compiled module, for further instances with the same memory. */
  readonly module: object;
  readonly memory: WasmMemory;
  readonly exports: WasmExports;
  /** Bytes that the memory can grow to. */
  readonly limit: number;
}

/** What is asked for. */
export interface InstanceOptions {
  /** Whether other threads use the memory too. The module for that differs in one byte, and so in no kernel. */
  readonly shared: boolean;
  readonly memoryLimit: number;
}

/** @throws {@link BackendError} `ERR_UNAVAILABLE` where the engine has no WebAssembly, or none with SIMD. */
export async function instantiate({ shared, memoryLimit }: InstanceOptions): Promise<WasmInstance> {
  if (WebAssembly === undefined) {
    throw new BackendError("ERR_UNAVAILABLE", 'backend "wasm": this engine has no WebAssembly; use backend-cpu');
  }
  try {
    const binary = decodeBase64(wasmBinary);
    if (shared) binary[memoryFlagsAt] = sharedFlags;
    const module = await WebAssembly.compile(binary);
    const { memory, limit } = createMemory(shared, memoryLimit);
    const { exports } = await WebAssembly.instantiate(module, { env: { memory, abort } });
    return { module, memory, exports: exports as WasmExports, limit };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `backend "wasm": the module does not start in this engine, which needs SIMD: ${reason}; use backend-cpu`;
    throw new BackendError("ERR_UNAVAILABLE", message, { cause });
  }
}

/** Some engines reserve all that a shared memory may grow to: where that is too much, half of it will do, and so on. */
function createMemory(shared: boolean, memoryLimit: number): { memory: WasmMemory; limit: number } {
  const { Memory } = WebAssembly as NonNullable<typeof WebAssembly>;
  for (let maximum = Math.max(Math.ceil(memoryLimit / pageByteLength), initialPages); ; maximum = maximum >>> 1) {
    try {
      const memory = new Memory({ initial: initialPages, maximum, shared });
      return { memory, limit: Math.min(memoryLimit, maximum * pageByteLength) };
    } catch (error) {
      if (maximum >>> 1 < initialPages) throw error;
    }
  }
}

/** The module asks for it and never calls it: its checks are compiled away. */
function abort(): void {
  throw new Error("the module called abort");
}
