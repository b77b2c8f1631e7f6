import { encode } from "../conversion/encode.ts";
import type { Format } from "../format/format.ts";
import { type BulkOptions, optionsAt } from "./bulkOptions.ts";
import { type CodeBuffer, checkArray, checkCodeBuffer, checkRoom, isFloat64Array } from "./codeBuffer.ts";
import { encoderOf } from "./encoder.ts";

/**
 * Encode `source` element by element: `target[i] = encode(format, source[i], options)`, in one rounding from the number
 * that is there, a binary64 one too.
 *
 * The format needs at most 16 bits; codes of 8 bits or fewer go into bytes or 16-bit words. `target` may be longer than
 * `source`; the rest stays as it is. Loops that allocate nothing per element serve every format of 8 bits or fewer in
 * every rounding but `stochastic`, and wider ones in the five of IEEE 754; each first use of a format and a rounding
 * builds a table, which takes a few milliseconds. With flags, flushing or `stochastic` an element costs an
 * {@link encode}. Accuracy: correctly rounded.
 *
 * @throws TypeError when an array is of another type, or too narrow for the format.
 * @throws RangeError when the format is wider than 16 bits or `target` is shorter than `source`.
 * @see IEEE 754-2019 §5.4.2.
 * @example
 * import { BF16, E4M3FN, encodeInto } from "@binade/softfloat";
 *
 * const codes = new Uint16Array(2);
 * encodeInto(BF16, Float32Array.of(1, 1.01171875), codes);
 * codes[1]; // 0x3f82
 *
 * const bytes = new Uint8Array(1);
 * encodeInto(E4M3FN, Float64Array.of(1000), bytes, { saturate: true });
 * bytes[0]; // 0x7e
 */
export function encodeInto(
  format: Format,
  source: Float32Array | Float64Array,
  target: CodeBuffer,
  options: BulkOptions = {},
): void {
  checkCodeBuffer("encodeInto: target", format, target);
  checkArray("encodeInto: source", source, "numbers");
  checkRoom("encodeInto", target, source.length);

  const encoder = encoderOf(format, options);
  if (encoder === undefined) {
    for (const [i, x] of source.entries()) target[i] = encode(format, x, optionsAt(options, i));
  } else if (isFloat64Array(source)) {
    encoder.float64Into(source, target);
  } else {
    encoder.float32Into(source, target);
  }
}
