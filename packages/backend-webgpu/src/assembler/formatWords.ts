import type { Dtype } from "@binade/backend";
import { wordLiteral } from "./coefficient.ts";

interface NarrowFormat {
  readonly width: number;
  readonly trailing: number;
  readonly bias: number;
  readonly maxFinite: number;
  /** All ones where there is none: no code is equal to it. */
  readonly infinity: number;
  /** The code of what overflows. */
  readonly overflow: number;
  readonly canonicalNaN: number;
}

/** Formats with an exponent range below that of f32, as `formats/narrow.wgsl` is filled with them. */
const narrowFormats: { readonly [D in Dtype]?: NarrowFormat } = {
  f16: {
    width: 16,
    trailing: 10,
    bias: 15,
    maxFinite: 0x7bff,
    infinity: 0x7c00,
    overflow: 0x7c00,
    canonicalNaN: 0x7e00,
  },
  e5m2: { width: 8, trailing: 2, bias: 15, maxFinite: 0x7b, infinity: 0x7c, overflow: 0x7c, canonicalNaN: 0x7e },
  e4m3fn: { width: 8, trailing: 3, bias: 7, maxFinite: 0x7e, infinity: 0xffffffff, overflow: 0x7f, canonicalNaN: 0x7f },
};

/** What the file of a dtype is filled with. */
export function formatWords(dtype: Dtype): Readonly<Record<string, string>> {
  const format = narrowFormats[dtype];
  if (format === undefined) return { dtype };
  return {
    dtype,
    trailing: String(format.trailing),
    bias: String(format.bias),
    signBit: wordLiteral(1 << (format.width - 1)),
    signShift: String(32 - format.width),
    maxFinite: wordLiteral(format.maxFinite),
    infinity: wordLiteral(format.infinity),
    overflow: wordLiteral(format.overflow),
    canonicalNaN: wordLiteral(format.canonicalNaN),
  };
}
