import { encode } from "./encode.ts";
import type { Format } from "./format.ts";
import { encodeBf16Into, encodeF16Into } from "./kernels/encodeInto.ts";
import type { RoundingOptions } from "./roundingOptions.ts";

/** Loops for ties to even without flags, by format name. */
const encodeKernels: Partial<Record<string, (source: Float32Array, target: Uint16Array) => void>> = {
  FP16: encodeF16Into,
  BF16: encodeBf16Into,
};

/**
 * Encode `source` element by element: `target[i] = encode(format, source[i], options)`.
 *
 * The format needs at most 16 bits. FP16 and BF16 under the default options run a loop that allocates nothing per element;
 * anything else costs an {@link encode} each. `target` may be longer than `source`; the rest stays as it is.
 * Accuracy: correctly rounded.
 *
 * @throws RangeError when the format is wider than 16 bits or `target` is shorter than `source`.
 * @see IEEE 754-2019 §5.4.2.
 * @example
 * import { BF16, encodeInto } from "@binade/softfloat";
 *
 * const codes = new Uint16Array(2);
 * encodeInto(BF16, Float32Array.of(1, 1.01171875), codes);
 * codes[1]; // 0x3f82
 */
export function encodeInto(
  format: Format,
  source: Float32Array,
  target: Uint16Array,
  options: RoundingOptions = {},
): void {
  checkRoom("encodeInto", format, source, target);
  const { rounding = "roundTiesToEven", saturate = false, flags } = options;
  const kernel = encodeKernels[format.name];
  if (kernel !== undefined && rounding === "roundTiesToEven" && !saturate && flags === undefined) {
    kernel(source, target);
    return;
  }
  for (const [i, x] of source.entries()) target[i] = encode(format, x, options);
}

/** What both bulk conversions ask of their operands. */
export function checkRoom(
  name: string,
  format: Format,
  source: Float32Array | Uint16Array,
  target: Float32Array | Uint16Array,
): void {
  if (format.bits > 16) {
    throw new RangeError(`${name}: format of at most 16 bits expected, got ${format.name} with ${format.bits}`);
  }
  if (target.length < source.length) {
    throw new RangeError(`${name}: target of ${source.length} elements or more expected, got ${target.length}`);
  }
}
