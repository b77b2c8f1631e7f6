import type { Format } from "../format/format.ts";
import { BF16 } from "../format/formats.ts";
import { decodeBf16Into, decodeByTable, decodeNumbersByTable } from "../kernels/decodeInto.ts";
import { type CodeBuffer, checkArray, checkCodes, checkRoom, isFloat64Array } from "./codeBuffer.ts";
import { decodingTable } from "./decodingTable.ts";

/**
 * Decode `source` element by element: `target[i] = decode(format, source[i])`.
 *
 * The format needs at most 16 bits. Values come from a table that the first use of a format builds. Every NaN code gives
 * the canonical NaN word 0x7fc00000 in a Float32Array. `target` may be longer than `source`; the rest stays as it is.
 * Accuracy: exact; into a Float32Array, rounded ties to even where a format's numbers go beyond binary32, as no format
 * of this package does.
 *
 * @throws TypeError when an array is of another type, or too narrow for the format.
 * @throws RangeError when the format is wider than 16 bits, `target` is shorter than `source`, or an element is no code.
 * @see IEEE 754-2019 §5.4.2.
 * @example
 * import { decodeInto, E2M1FN, FP16 } from "@binade/softfloat";
 *
 * const values = new Float32Array(2);
 * decodeInto(FP16, Uint16Array.of(0x3c00, 0x7bff), values);
 * values[1]; // 65504
 * decodeInto(E2M1FN, Uint8Array.of(0x7, 0xf), values);
 * values[1]; // -6
 */
export function decodeInto(format: Format, source: CodeBuffer, target: Float32Array | Float64Array): void {
  checkCodes("decodeInto: source", format, source);
  checkArray("decodeInto: target", target, "numbers");
  checkRoom("decodeInto", target, source.length);

  if (format === BF16 && !isFloat64Array(target)) {
    decodeBf16Into(source as Uint16Array, target);
    return;
  }
  const table = decodingTable(format);
  if (!isFloat64Array(table) && !isFloat64Array(target)) {
    decodeByTable(new Int32Array(table.buffer), source, target);
  } else {
    decodeNumbersByTable(table, source, target);
  }
}
