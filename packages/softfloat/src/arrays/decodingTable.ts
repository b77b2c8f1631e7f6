import { decode } from "../conversion/decode.ts";
import type { Format } from "../format/format.ts";
import { BF16, FP16 } from "../format/formats.ts";
import { bf16ToF64 } from "../kernels/bf16ToF64.ts";
import { f16ToF64 } from "../kernels/f16ToF64.ts";

/** Built on first use and constant from then on. */
const tables: WeakMap<Format, Float32Array | Float64Array> = /* @__PURE__ */ new WeakMap();

/** Twins of `decode` that make a table of 2^16 numbers in a millisecond. */
const fast: ReadonlyMap<Format, (code: number) => number> = /* @__PURE__ */ new Map<Format, (code: number) => number>([
  [FP16, f16ToF64],
  [BF16, bf16ToF64],
]);

const canonicalWord = 0x7fc00000;

/** The value of every code of a format of at most 16 bits; binary32 where that holds them all, its NaNs canonical. */
export function decodingTable(format: Format): Float32Array | Float64Array {
  const known = tables.get(format);
  if (known !== undefined) return known;
  const table = createTable(format);
  tables.set(format, table);
  return table;
}

function createTable(format: Format): Float32Array | Float64Array {
  const fitsFloat32 = format.emax <= 127 && format.emin - (format.precision - 1) >= -149;
  const values = new (fitsFloat32 ? Float32Array : Float64Array)(1 << format.bits);
  const words = new Int32Array(values.buffer);
  const toNumber = fast.get(format) ?? ((code: number): number => decode(format, code));
  for (let code = 0; code < values.length; code++) {
    const value = toNumber(code);
    values[code] = value;
    if (fitsFloat32 && Number.isNaN(value)) words[code] = canonicalWord;
  }
  return values;
}
