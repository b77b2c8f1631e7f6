import type { RandomSource } from "../arrays/bulkOptions.ts";
import { checkArray } from "../arrays/codeBuffer.ts";
import { decodingTable } from "../arrays/decodingTable.ts";
import { encodeInto } from "../arrays/encodeInto.ts";
import { E2M1FN, E4M3FN } from "../format/formats.ts";
import { largestMagnitudes } from "../kernels/largestMagnitudes.ts";
import { powerOfTwo } from "../rounding/powerOfTwo.ts";
import type { RoundingMode } from "../rounding/roundingOptions.ts";
import { largestElement, largestScale, type Nvfp4Blocks, nvfp4BlockLength } from "./nvfp4.ts";

/** How {@link quantizeNVFP4} scales and rounds. */
export interface Nvfp4Options {
  /** A positive binary32 number; by default from the largest finite magnitude of all values. */
  readonly tensorScale?: number | undefined;
  /** Of the elements. Default `"roundTiesToEven"`. */
  readonly rounding?: RoundingMode | undefined;
  /** For `"stochastic"`, and needed there; by index into the values. */
  readonly random?: RandomSource | undefined;
}

/**
 * Quantise to NVFP4. Each of the three steps is one division and one rounding:
 *
 * 1. `tensorScale = binary32(amax / 2688)`, `amax` over all finite values, 2688 = 448 · 6, ties to even; at least 2^-149,
 *    and 1 where every value is 0.
 * 2. `scale = E4M3FN(amax of the block / (6 · tensorScale))`, ties to even, saturating; 0 for a block of zeros, otherwise
 *    at least 2^-9, so that a block is not lost because another is large.
 * 3. `element = E2M1FN(x / (scale · tensorScale))`, by `rounding`, saturating.
 *
 * The divisors are exact and the quotients are binary64, which is enough to round to the format as the exact quotient
 * does; a stochastic rounding takes its digits from the binary64 quotient. Recipes that compute in binary32, or multiply
 * by a reciprocal, round more often, which shows where a quotient is a tie or next to one.
 *
 * The last block may be shorter. A block with a NaN has the NaN scale and elements of 0; an infinity saturates, under the
 * largest scale. Zeros keep their sign.
 *
 * @throws TypeError when `values` is no Float32Array.
 * @throws RangeError for a rounding that does not exist, or a tensor scale that is no positive binary32 number.
 * @see NVIDIA Transformer Engine, NVFP4 recipe; this definition is ours where recipes differ.
 * @example
 * import { quantizeNVFP4 } from "@binade/softfloat";
 *
 * const { tensorScale, scales, codes } = quantizeNVFP4(Float32Array.of(2688, -1344, 0, 896));
 * tensorScale; // 1
 * scales; // [0x7e]
 * codes; // [0x7, 0xd, 0x0, 0x4]
 */
export function quantizeNVFP4(values: Float32Array, options: Nvfp4Options = {}): Nvfp4Blocks {
  checkArray("quantizeNVFP4: values", values, "float32");
  const { rounding, random, tensorScale = defaultTensorScale(values) } = options;
  if (!(tensorScale > 0) || Math.fround(tensorScale) !== tensorScale || tensorScale === Number.POSITIVE_INFINITY) {
    throw new RangeError(`options.tensorScale: positive binary32 number expected, got ${tensorScale}`);
  }

  const scales = blockScales(values, tensorScale);
  const scaleValues = decodingTable(E4M3FN);
  const quotients = new Float64Array(values.length);
  for (const [block, code] of scales.entries()) {
    const scale = scaleValues[code] as number;
    const start = block * nvfp4BlockLength;
    const end = Math.min(start + nvfp4BlockLength, values.length);
    const divisor = scale === 0 ? 1 : scale * tensorScale;
    for (let i = start; i < end; i++) quotients[i] = Number.isNaN(scale) ? 0 : (values[i] as number) / divisor;
  }
  const codes = new Uint8Array(values.length);
  encodeInto(E2M1FN, quotients, codes, { rounding, random, saturate: true });
  return { kind: "nvfp4", tensorScale, scales, codes };
}

/** Step 1. */
function defaultTensorScale(values: Float32Array): number {
  const amaxOf = (some: Float32Array): number => largestMagnitudes(some, some.length)[0] ?? 0;
  const ofAll = amaxOf(values);
  const amax = Number.isFinite(ofAll) ? ofAll : amaxOf(values.filter(Number.isFinite));
  if (amax === 0) return 1;
  return Math.max(Math.fround(amax / (largestScale * largestElement)), powerOfTwo(-149));
}

/** Step 2. */
function blockScales(values: Float32Array, tensorScale: number): Uint8Array {
  const divisor = largestElement * tensorScale;
  const quotients = Float64Array.from(largestMagnitudes(values, nvfp4BlockLength), (amax) => amax / divisor);
  const codes = new Uint8Array(quotients.length);
  encodeInto(E4M3FN, quotients, codes, { saturate: true });
  return codes.map((code, block) => (code === 0 && quotients[block] !== 0 ? 1 : code));
}
