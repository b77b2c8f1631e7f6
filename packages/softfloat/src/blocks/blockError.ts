import { decode } from "../conversion/decode.ts";
import { E4M3FN } from "../format/formats.ts";
import { powerOfTwo } from "../rounding/powerOfTwo.ts";
import { dequantizeMX } from "./dequantizeMx.ts";
import { dequantizeNVFP4 } from "./dequantizeNvfp4.ts";
import { type MxElement, mxBlockLength, mxElements } from "./mxElements.ts";
import { mxScales } from "./mxScale.ts";
import { type Nvfp4Blocks, nvfp4BlockLength } from "./nvfp4.ts";
import { type QuantizationError, quantizationError } from "./quantizationError.ts";
import type { MxBlocks } from "./quantizeMx.ts";

/** {@link QuantizationError} with what only the blocks tell. */
export interface BlockError extends QuantizationError {
  /** Share of the nonzero elements that are more than half a unit beyond the largest that their block can hold. */
  readonly fractionClipped: number;
}

/**
 * Compare blocks with the values that they were made from.
 *
 * Accuracy: dequantisation is exact here; the rest as {@link quantizationError} says.
 *
 * @throws RangeError when the blocks do not have as many elements as there are values.
 * @see B. Rouhani et al., “With Shared Microexponents, A Little Shifting Goes a Long Way”, 2023, for the measure.
 * @example
 * import { blockError, quantizeMX } from "@binade/softfloat";
 *
 * const values = Float32Array.of(7.5, -0.5, 1.25, 0.1);
 * const { worst, fractionClipped, fractionFlushed } = blockError(values, quantizeMX("mxfp4_e2m1", values));
 * worst?.error; // -1.5
 * fractionClipped; // 0.25
 * fractionFlushed; // 0.25
 */
export function blockError(values: Float32Array, blocks: MxBlocks | Nvfp4Blocks): BlockError {
  const quantized = new Float64Array(blocks.codes.length);
  if (blocks.kind === "nvfp4") dequantizeNVFP4(blocks, quantized);
  else dequantizeMX(blocks, quantized);
  const error = quantizationError(values, quantized);

  const { element, blockLength, scales } = ranges(blocks);
  const halfUnit = powerOfTwo(element.emax - element.precision);
  let nonzero = 0;
  let clipped = 0;
  for (const [i, value] of values.entries()) {
    if (value === 0 || !Number.isFinite(value)) continue;
    nonzero++;
    const scale = scales[Math.floor(i / blockLength)] as number;
    const magnitude = Math.abs(quantized[i] as number);
    if (magnitude >= element.largest * scale && Math.abs(value) - magnitude > halfUnit * scale) clipped++;
  }
  return { ...error, fractionClipped: nonzero === 0 ? 0 : clipped / nonzero };
}

/** What a block can hold: its largest element, and the value of every block's scale. */
function ranges(blocks: MxBlocks | Nvfp4Blocks): {
  readonly element: MxElement;
  readonly blockLength: number;
  readonly scales: Float64Array;
} {
  if (blocks.kind !== "nvfp4") {
    const { kind, scales } = blocks;
    const factors = mxScales();
    return {
      element: mxElements[kind],
      blockLength: mxBlockLength,
      scales: Float64Array.from(scales, (code) => factors[code] as number),
    };
  }
  const { scales, tensorScale } = blocks;
  return {
    element: mxElements.mxfp4_e2m1,
    blockLength: nvfp4BlockLength,
    scales: Float64Array.from(scales, (code) => decode(E4M3FN, code) * tensorScale),
  };
}
