import { bf16ToF32 } from "./bf16ToF32.ts";
import { f16ToF32 } from "./f16ToF32.ts";

/** Scratch: the binary32 word of every FP16 code, filled on first use and constant from then on. */
let f16Words: Int32Array | undefined;

/** By table: about twice as fast as {@link f16ToF32} on normal numbers, four times where subnormals are mixed in. */
export function decodeF16Into(source: Uint16Array, target: Float32Array): void {
  f16Words ??= Int32Array.from({ length: 2 ** 16 }, (_, code) => f16ToF32(code));
  const table = f16Words;
  const words = new Int32Array(target.buffer, target.byteOffset, source.length);
  for (let i = 0; i < words.length; i++) words[i] = table[source[i]!]!;
}

export function decodeBf16Into(source: Uint16Array, target: Float32Array): void {
  const words = new Int32Array(target.buffer, target.byteOffset, source.length);
  for (let i = 0; i < words.length; i++) words[i] = bf16ToF32(source[i]!);
}
