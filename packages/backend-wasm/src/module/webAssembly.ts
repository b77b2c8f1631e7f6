/** What this package uses of WebAssembly, whose types come with no library of ours. */
export interface WasmMemory {
  /** A SharedArrayBuffer where threads share it. */
  readonly buffer: ArrayBufferLike;
  /** Throws RangeError when there is no more. */
  grow(pages: number): number;
}

interface WebAssemblyNamespace {
  Memory: new (descriptor: { initial: number; maximum?: number; shared?: boolean }) => WasmMemory;
  compile(bytes: Uint8Array<ArrayBuffer>): Promise<object>;
  instantiate(module: object, imports: object): Promise<{ readonly exports: object }>;
}

interface Engine {
  readonly WebAssembly?: WebAssemblyNamespace;
  atob(base64: string): string;
}

const engine = globalThis as unknown as Engine;

/** Absent where WebAssembly is switched off. */
export const WebAssembly: WebAssemblyNamespace | undefined = engine.WebAssembly;

/** The bytes that a text in base64 stands for. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(engine.atob(text), (character) => character.charCodeAt(0));
}

/** Bytes of a page of linear memory. */
export const pageByteLength = 65536;
