import { bf16ToF32 } from "./bf16ToF32.ts";
import { wordsOf } from "./wordsOf.ts";

/** Binary32 words by table. Copying words, not numbers, keeps every NaN canonical. */
export function decodeByTable(table: Int32Array, source: Uint8Array | Uint16Array, target: Float32Array): void {
  const words = new Int32Array(target.buffer, target.byteOffset, source.length);
  const fours = wordsOf(source, source.BYTES_PER_ELEMENT === 1 ? source.length : 0);
  for (let i = 0, k = 0; i < fours.length; i++, k += 4) {
    const codes = fours[i]!;
    words[k] = table[codes & 0xff]!;
    words[k + 1] = table[(codes >>> 8) & 0xff]!;
    words[k + 2] = table[(codes >>> 16) & 0xff]!;
    words[k + 3] = table[codes >>> 24]!;
  }
  for (let k = 4 * fours.length; k < words.length; k++) words[k] = table[source[k]!]!;
}

/** Numbers by table, where binary32 cannot hold them all or binary64 is wanted. */
export function decodeNumbersByTable(
  table: Float32Array | Float64Array,
  source: Uint8Array | Uint16Array,
  target: Float32Array | Float64Array,
): void {
  for (let i = 0; i < source.length; i++) target[i] = table[source[i]!]!;
}

export function decodeBf16Into(source: Uint16Array, target: Float32Array): void {
  const words = new Int32Array(target.buffer, target.byteOffset, source.length);
  const pairs = wordsOf(source, source.length);
  for (let i = 0; i < pairs.length; i++) {
    const codes = pairs[i]!;
    words[2 * i] = bf16ToF32(codes & 0xffff);
    words[2 * i + 1] = bf16ToF32(codes >>> 16);
  }
  for (let k = 2 * pairs.length; k < words.length; k++) words[k] = bf16ToF32(source[k]!);
}
