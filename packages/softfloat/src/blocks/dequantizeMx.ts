import { checkArray, checkRoom } from "../arrays/codeBuffer.ts";
import { decodingTable } from "../arrays/decodingTable.ts";
import { type MxKind, mxBlockLength, mxElement } from "./mxElements.ts";
import { mxScales } from "./mxScale.ts";
import type { MxBlocks } from "./quantizeMx.ts";

/**
 * The values that MX blocks stand for: every element times its block's scale.
 *
 * A block whose scale is NaN is NaN. Accuracy: exact in a Float64Array; in a Float32Array too, but that a value from 2^128
 * on, which `"ceil"` can make of a number just below, is ±∞ there.
 *
 * @param target - Where the values go; by default a new Float32Array.
 * @returns `target`.
 * @throws RangeError when scales or room for the values are missing.
 * @see OCP Microscaling Formats (MX) Specification 1.0, §6.1.
 * @example
 * import { dequantizeMX } from "@binade/softfloat";
 *
 * dequantizeMX({ kind: "mxfp4_e2m1", scales: Uint8Array.of(0x80), codes: Uint8Array.of(0x6, 0x8, 0x1) }); // [8, -0, 1]
 */
export function dequantizeMX(blocks: MxBlocks): Float32Array;
export function dequantizeMX<T extends Float32Array | Float64Array>(blocks: MxBlocks, target: T): T;
export function dequantizeMX(
  { kind, scales, codes }: MxBlocks,
  target: Float32Array | Float64Array = new Float32Array(codes.length),
): Float32Array | Float64Array {
  checkArray("dequantizeMX: target", target, "numbers");
  checkRoom("dequantizeMX", target, codes.length);
  checkScales("dequantizeMX", scales, Math.ceil(codes.length / mxBlockLength));

  const values = elementValues(kind);
  const factors = mxScales();
  for (let start = 0; start < codes.length; start += mxBlockLength) {
    const scale = factors[scales[start / mxBlockLength] as number] as number;
    const end = Math.min(start + mxBlockLength, codes.length);
    for (let i = start; i < end; i++) target[i] = (values[codes[i] as number] ?? Number.NaN) * scale;
  }
  return target;
}

/** The value of every code of an element. */
function elementValues(kind: MxKind): ArrayLike<number> {
  const { format } = mxElement("dequantizeMX", kind);
  return kind === "mxint8" ? int8Values : decodingTable(format);
}

const int8Values: Float64Array = /* @__PURE__ */ Float64Array.from(
  { length: 256 },
  (_, code) => ((code << 24) >> 24) / 64,
);

/** Refuse blocks that lack a scale. */
export function checkScales(caller: string, scales: Uint8Array, count: number): void {
  if (scales.length < count) throw new RangeError(`${caller}: ${count} scales expected, got ${scales.length}`);
}
