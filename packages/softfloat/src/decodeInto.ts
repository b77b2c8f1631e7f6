import { decode } from "./decode.ts";
import { checkRoom } from "./encodeInto.ts";
import type { Format } from "./format.ts";
import { decodeBf16Into, decodeF16Into } from "./kernels/decodeInto.ts";

const decodeKernels: Partial<Record<string, (source: Uint16Array, target: Float32Array) => void>> = {
  FP16: decodeF16Into,
  BF16: decodeBf16Into,
};

/**
 * Decode `source` element by element: `target[i] = decode(format, source[i])`.
 *
 * The format needs at most 16 bits; FP16 and BF16 run a loop that allocates nothing per element. Every NaN code gives the
 * canonical NaN word 0x7fc00000. `target` may be longer than `source`; the rest stays as it is. Accuracy: exact.
 *
 * @throws RangeError when the format is wider than 16 bits or `target` is shorter than `source`.
 * @see IEEE 754-2019 §5.4.2.
 * @example
 * import { decodeInto, FP16 } from "@binade/softfloat";
 *
 * const values = new Float32Array(2);
 * decodeInto(FP16, Uint16Array.of(0x3c00, 0x7bff), values);
 * values[1]; // 65504
 */
export function decodeInto(format: Format, source: Uint16Array, target: Float32Array): void {
  checkRoom("decodeInto", format, source, target);
  const kernel = decodeKernels[format.name];
  if (kernel !== undefined) {
    kernel(source, target);
    return;
  }
  for (const [i, code] of source.entries()) target[i] = decode(format, code);
}
