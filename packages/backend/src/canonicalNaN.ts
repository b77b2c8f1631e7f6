import { type Dtype, dtypes } from "./dtype.ts";

/** Positive words above this are NaN: everything beyond infinity, or beyond the largest finite where there is none. */
const lastNumber: { readonly [D in Dtype]?: number } = {
  f32: 0x7f800000,
  f16: 0x7c00,
  bf16: 0x7f80,
  e4m3fn: 0x7e,
  e5m2: 0x7c,
};

/**
 * Replace every NaN word by the canonical one of its dtype, in place (N1). Integer dtypes are left alone.
 *
 * @param words - Element words: Uint32Array, Uint16Array or Uint8Array by the dtype's width.
 * @returns The same array.
 * @example
 * import { canonicalizeNaN } from "@binade/backend";
 * canonicalizeNaN("f16", new Uint16Array([0xfe01, 0x3c00]))[0]; // 0x7e00
 */
export function canonicalizeNaN<W extends Uint32Array | Uint16Array | Uint8Array>(dtype: Dtype, words: W): W {
  const limit = lastNumber[dtype];
  const canonical = dtypes[dtype].canonicalNaN;
  if (limit === undefined || canonical === undefined) return words;
  const magnitude = dtypes[dtype].byteWidth === 4 ? 0x7fffffff : dtypes[dtype].byteWidth === 2 ? 0x7fff : 0x7f;
  for (let i = 0; i < words.length; i++) {
    if (((words[i] as number) & magnitude) > limit) words[i] = canonical;
  }
  return words;
}
