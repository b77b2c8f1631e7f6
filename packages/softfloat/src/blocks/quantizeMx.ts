import type { RandomSource } from "../arrays/bulkOptions.ts";
import { type CodeBuffer, checkArray } from "../arrays/codeBuffer.ts";
import { encodeInto } from "../arrays/encodeInto.ts";
import { largestMagnitudes } from "../kernels/largestMagnitudes.ts";
import type { RoundingMode } from "../rounding/roundingOptions.ts";
import { type MxKind, mxBlockLength, mxElement } from "./mxElements.ts";
import { codeOfScale, mxScales, reciprocalCode, type ScaleRule, scaleExponent, scaleOfNaN } from "./mxScale.ts";

/** Blocks of 32 elements with a scale each: element `i` stands for its own value times `scales[⌊i / 32⌋]`. */
export interface MxBlocks {
  readonly kind: MxKind;
  /** Codes of E8M0FNU, one per block. */
  readonly scales: Uint8Array;
  /** Codes of the elements, one per byte; of `mxint8` the two's complement of the value · 64. */
  readonly codes: Uint8Array;
}

/** How {@link quantizeMX} makes scales and rounds elements. */
export interface MxOptions {
  /** Default `"floor"`. */
  readonly scaleRule?: ScaleRule | undefined;
  /** Of the elements. Default `"roundTiesToEven"`. */
  readonly rounding?: RoundingMode | undefined;
  /** For `"stochastic"`, and needed there; by index into the values. */
  readonly random?: RandomSource | undefined;
  /** Of `mxint8`: let an element be −128, for −2. By default −127 is the least, so that the range is symmetric. */
  readonly allowsMinus128?: boolean | undefined;
}

/**
 * Quantise to an MX format: for every 32 values a power of two, and each value divided by it (which is exact) and rounded
 * once to the element format, saturating.
 *
 * The last block may be shorter. A block with a NaN has the NaN scale, which makes all of it NaN; its elements are NaN, or
 * 0 where the element format has no NaN. One with an infinity has the largest scale, 2^127, and the infinity saturates. A
 * block of zeros has the least scale, 2^-127. Zeros keep their sign, but for `mxint8`.
 *
 * @throws TypeError when `values` is no Float32Array.
 * @throws RangeError for a kind, scale rule or rounding that does not exist.
 * @see OCP Microscaling Formats (MX) Specification 1.0, §6.3 (conversion); it leaves NaN, infinity and the rules other than
 * `"floor"` to the implementation.
 * @example
 * import { quantizeMX } from "@binade/softfloat";
 *
 * const { scales, codes } = quantizeMX("mxfp4_e2m1", Float32Array.of(7, -0.5, 1.25), { scaleRule: "rceil" });
 * scales; // [0x80]
 * codes; // [0x6, 0x8, 0x1]
 */
export function quantizeMX(kind: MxKind, values: Float32Array, options: MxOptions = {}): MxBlocks {
  const element = mxElement("quantizeMX", kind);
  checkArray("quantizeMX: values", values, "float32");
  const { scaleRule = "floor", rounding, random, allowsMinus128 = false } = options;

  const amax = largestMagnitudes(values, mxBlockLength);
  const scales = Uint8Array.from(amax, (x) =>
    Number.isNaN(x) ? scaleOfNaN : codeOfScale(scaleExponent(scaleRule, x, element)),
  );
  const factors = mxScales();
  const valueOfNaN = element.format.canonicalNaN === null ? 0 : Number.NaN;
  const scaled = new Float64Array(values.length);
  for (const [block, code] of scales.entries()) {
    const start = block * mxBlockLength;
    const end = Math.min(start + mxBlockLength, values.length);
    if (code === scaleOfNaN) {
      scaled.fill(valueOfNaN, start, end);
      continue;
    }
    const factor = factors[reciprocalCode(code)] as number;
    for (let i = start; i < end; i++) scaled[i] = (values[i] as number) * factor;
  }

  const isInteger = kind === "mxint8";
  const rounded = isInteger ? new Uint16Array(values.length) : new Uint8Array(values.length);
  encodeInto(element.format, scaled, rounded, { rounding, random, saturate: true });
  const codes = isInteger ? twosComplement(rounded, allowsMinus128 ? 128 : 127) : (rounded as Uint8Array);
  return { kind, scales, codes };
}

/** Sign and magnitude of 9 bits as 8 bits, kept to the range. */
function twosComplement(rounded: CodeBuffer, negativeLimit: number): Uint8Array {
  const codes = new Uint8Array(rounded.length);
  for (let i = 0; i < rounded.length; i++) {
    const code = rounded[i] as number;
    const magnitude = code & 0xff;
    codes[i] = code === magnitude ? Math.min(magnitude, 127) : -Math.min(magnitude, negativeLimit);
  }
  return codes;
}
