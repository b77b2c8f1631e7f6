import type { Format } from "../format/format.ts";
import { BF16, FP16 } from "../format/formats.ts";
import { type Operands, valueLoops } from "../kernels/arithmeticInto.ts";
import type { BulkOptions } from "./bulkOptions.ts";
import type { CodeBuffer } from "./codeBuffer.ts";
import { decodingTable } from "./decodingTable.ts";
import { encoderOf } from "./encoder.ts";

export type Arithmetic = keyof typeof valueLoops;

/** Operates on arrays whose codes and lengths have been checked. */
type ArithmeticLoop = (operands: Omit<Operands, "values">, out: CodeBuffer) => void;

const chunkLength = 1024;
const float64 = /* @__PURE__ */ new Float64Array(chunkLength); // scratch
const float32 = /* @__PURE__ */ new Float32Array(chunkLength); // scratch

/** Built on first use and constant from then on. */
const tables: WeakMap<Format, Map<string, Uint8Array>> = /* @__PURE__ */ new WeakMap();

/**
 * Formats whose results may be rounded to binary32 first, but for a fused multiply-add; that encodes twice as fast. Where
 * binary32 is normal, 24 digits ≥ 2 · precision + 2. FP16 results are never below; of BF16's there,
 *
 * - sums are exact, and products from 2^-134 on, up to where all become 0;
 * - quotients, `X · 2^i / Y` with X and Y below 2^8, are more than 2^-142 off every tie, an odd multiple of 2^-134, that
 *   they do not equal, and move by 2^-150 at most.
 */
const float32Formats: readonly Format[] = [FP16, BF16];

/**
 * The operation on numbers, rounded to the format; `undefined` where that is not what the spec tier gives.
 *
 * The first rounding, to binary64, is innocuous under ties to even: 53 digits ≥ 2 · precision + 2, no result is below the
 * normal range, since a format that has an encoder begins at 2^-141 or above, and what is beyond it is beyond the format. A
 * fused multiply-add is rounded to odd first.
 *
 * @see Figueroa, “When is double rounding innocuous?”, 1995.
 */
export function arithmeticLoop(
  operation: Arithmetic,
  format: Format,
  options: BulkOptions,
): ArithmeticLoop | undefined {
  const { rounding = "roundTiesToEven", nan = "canonical" } = options;
  if (rounding !== "roundTiesToEven" || nan !== "canonical") return undefined;
  const encoder = encoderOf(format, options);
  if (encoder === undefined) return undefined;

  const values = decodingTable(format);
  const compute = valueLoops[operation];
  const isEnoughInFloat32 = operation !== "fma" && float32Formats.includes(format);
  return (codes, out) => {
    const operands = { values, ...codes };
    for (let start = 0; start < codes.a.length; start += chunkLength) {
      const count = Math.min(chunkLength, codes.a.length - start);
      compute(operands, start, isEnoughInFloat32 ? float32 : float64, count);
      if (isEnoughInFloat32) encoder.float32Into(float32.subarray(0, count), out.subarray(start));
      else encoder.float64Into(float64.subarray(0, count), out.subarray(start));
    }
  };
}

/** The results of all pairs of codes, at `256 · a + b`; `undefined` where {@link arithmeticLoop} is, and for fma. */
export function arithmeticTable(operation: Arithmetic, format: Format, options: BulkOptions): Uint8Array | undefined {
  if (format.bits > 8 || operation === "fma") return undefined;
  const loop = arithmeticLoop(operation, format, options);
  if (loop === undefined) return undefined;

  const key = `${operation} ${options.saturate === true} ${options.nanSubstitute === "oppositeZero"}`;
  const ofFormat = tables.get(format) ?? new Map<string, Uint8Array>();
  const table = ofFormat.get(key) ?? createTable(loop, format);
  tables.set(format, ofFormat.set(key, table));
  return table;
}

function createTable(loop: ArithmeticLoop, format: Format): Uint8Array {
  const table = new Uint8Array(256 * 256);
  const b = Uint8Array.from({ length: 1 << format.bits }, (_, code) => code);
  for (const code of b) loop({ a: new Uint8Array(b.length).fill(code), b, c: b }, table.subarray(256 * code));
  return table;
}
