import { f32ToBf16 } from "./f32ToBf16.ts";
import { f32ToF16 } from "./f32ToF16.ts";

export function encodeF16Into(source: Float32Array, target: Uint16Array): void {
  const words = new Int32Array(source.buffer, source.byteOffset, source.length); // signed: stays in small integers
  for (let i = 0; i < words.length; i++) target[i] = f32ToF16(words[i]!);
}

export function encodeBf16Into(source: Float32Array, target: Uint16Array): void {
  const words = new Int32Array(source.buffer, source.byteOffset, source.length);
  for (let i = 0; i < words.length; i++) target[i] = f32ToBf16(words[i]!);
}
