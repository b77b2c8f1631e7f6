import { decodeInto } from "../../arrays/decodeInto.ts";
import { encodeInto } from "../../arrays/encodeInto.ts";
import type { IeeeFormat } from "../../format/format.ts";

/** Codes of an output format: words for FP32, half words for what has at most 16 bits. */
export type OutputCodes = Uint32Array | Uint16Array;

/** Values that the output format has, as codes; a NaN is the unit's, all ones but the sign. May reuse the memory. */
export function outputCodes(format: IeeeFormat, values: Float32Array): OutputCodes {
  const codes = format.bits > 16 ? new Uint32Array(values.buffer) : new Uint16Array(values.length);
  if (codes instanceof Uint16Array) encodeInto(format, values, codes);
  const allOnes = format.signBit - 1;
  for (let i = 0; i < codes.length; i++) {
    if ((codes[i]! & allOnes) > format.infinity) codes[i] = allOnes;
  }
  return codes;
}

/** @throws What `reject` throws, at the first element that is no code of the format. */
export function outputValues(
  format: IeeeFormat,
  codes: ArrayLike<number>,
  reject: (index: number) => never,
): Float32Array {
  for (let i = 0; i < codes.length; i++) {
    if (!(Number.isInteger(codes[i]) && codes[i]! >= 0 && codes[i]! < 2 * format.signBit)) reject(i);
  }
  if (format.bits > 16) return new Float32Array(Uint32Array.from(codes).buffer);
  const values = new Float32Array(codes.length);
  decodeInto(format, Uint16Array.from(codes), values);
  return values;
}
