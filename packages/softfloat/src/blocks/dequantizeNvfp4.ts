import { checkArray, checkRoom } from "../arrays/codeBuffer.ts";
import { decodingTable } from "../arrays/decodingTable.ts";
import { decode } from "../conversion/decode.ts";
import { E2M1FN, E4M3FN } from "../format/formats.ts";
import { checkScales } from "./dequantizeMx.ts";
import { type Nvfp4Blocks, nvfp4BlockLength } from "./nvfp4.ts";

/**
 * The values that NVFP4 blocks stand for: every element times its block's scale times the tensor's.
 *
 * A block whose scale is NaN is NaN. Accuracy: exact in a Float64Array; rounded once, ties to even, in a Float32Array.
 *
 * @param target - Where the values go; by default a new Float32Array.
 * @returns `target`.
 * @throws RangeError when scales or room for the values are missing, or a code is none.
 * @see NVIDIA Transformer Engine, NVFP4 recipe.
 * @example
 * import { dequantizeNVFP4 } from "@binade/softfloat";
 *
 * const codes = Uint8Array.of(0x7, 0xd, 0x0, 0x4);
 * dequantizeNVFP4({ kind: "nvfp4", tensorScale: 1, scales: Uint8Array.of(0x7e), codes }); // [2688, -1344, 0, 896]
 */
export function dequantizeNVFP4(blocks: Nvfp4Blocks): Float32Array;
export function dequantizeNVFP4<T extends Float32Array | Float64Array>(blocks: Nvfp4Blocks, target: T): T;
export function dequantizeNVFP4(
  { tensorScale, scales, codes }: Nvfp4Blocks,
  target: Float32Array | Float64Array = new Float32Array(codes.length),
): Float32Array | Float64Array {
  checkArray("dequantizeNVFP4: target", target, "numbers");
  checkRoom("dequantizeNVFP4", target, codes.length);
  checkScales("dequantizeNVFP4", scales, Math.ceil(codes.length / nvfp4BlockLength));

  const values = decodingTable(E2M1FN);
  for (let start = 0; start < codes.length; start += nvfp4BlockLength) {
    const scale = decode(E4M3FN, scales[start / nvfp4BlockLength] as number) * tensorScale;
    const end = Math.min(start + nvfp4BlockLength, codes.length);
    for (let i = start; i < end; i++) target[i] = (values[codes[i] as number] as number) * scale;
  }
  return target;
}
