import { type BulkOptions, optionsAt } from "../arrays/bulkOptions.ts";
import { decodeInto } from "../arrays/decodeInto.ts";
import { encodeInto } from "../arrays/encodeInto.ts";
import { decode } from "../conversion/decode.ts";
import { encode } from "../conversion/encode.ts";
import type { Code, Format } from "../format/format.ts";
import { createFlags } from "../rounding/flags.ts";
import { overflowBound } from "./overflowBound.ts";

/** Data after rounding, with what the codes do not tell. */
export interface RoundedData {
  readonly values: Float32Array | Float64Array;
  /** 1 where the element overflowed. */
  readonly overflowed: Uint8Array;
}

/** Round numbers to a format: by the bulk conversions where they serve, else one by one. */
export function roundData(format: Format<Code>, data: Float64Array, options: BulkOptions): RoundedData {
  return isInBulk(format, options) ? roundInBulk(format, data, options) : roundOneByOne(format, data, options);
}

function isInBulk(format: Format<Code>, options: BulkOptions): format is Format {
  const isPlain = options.rounding !== "stochastic" && !options.flushInputs && !options.flushOutputs;
  return isPlain && format.bits <= 16;
}

function roundInBulk(format: Format, data: Float64Array, options: BulkOptions): RoundedData {
  const codes = new Uint16Array(data.length);
  encodeInto(format, data, codes, options);
  const fitsFloat32 = format.emax <= 127 && format.emin - (format.precision - 1) >= -149;
  const values = fitsFloat32 ? new Float32Array(data.length) : new Float64Array(data.length);
  decodeInto(format, codes, values);

  const overflowed = new Uint8Array(data.length);
  const [positive, negative] = [false, true].map((isNegative) =>
    overflowBound(format, isNegative, optionsAt(options, 0)),
  );
  for (const [index, x] of data.entries()) {
    const bound = x < 0 ? negative : positive;
    const magnitude = Math.abs(x);
    if (bound === undefined || !Number.isFinite(x) || magnitude < bound.magnitude) continue;
    overflowed[index] = bound.isIncluded || magnitude > bound.magnitude ? 1 : 0;
  }
  return { values, overflowed };
}

function roundOneByOne(format: Format<Code>, data: Float64Array, options: BulkOptions): RoundedData {
  const values = new Float64Array(data.length);
  const overflowed = new Uint8Array(data.length);
  for (const [index, x] of data.entries()) {
    const flags = createFlags();
    values[index] = decode(format, encode(format, x, { ...optionsAt(options, index), flags }));
    overflowed[index] = flags.overflow ? 1 : 0;
  }
  return { values, overflowed };
}
