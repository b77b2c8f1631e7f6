/** What one element of a buffer is. `tf32` is no storage dtype: it is a mode of `matmul`. */
export type Dtype = "f32" | "f16" | "bf16" | "e4m3fn" | "e5m2" | "i32" | "u8";

/** Dtypes that carry floating-point numbers. */
export type FloatDtype = Exclude<Dtype, "i32" | "u8">;

interface DtypeFacts {
  readonly byteWidth: 1 | 2 | 4;
  readonly isFloat: boolean;
  /** Significand bits including the implicit one; orders the float dtypes for promotion. */
  readonly precision: number;
  /** The one NaN of N1; absent where there is none. */
  readonly canonicalNaN?: number;
}

/** Width, kind and canonical NaN of every dtype, as data. */
export const dtypes: { readonly [D in Dtype]: DtypeFacts } = {
  f32: { byteWidth: 4, isFloat: true, precision: 24, canonicalNaN: 0x7fc00000 },
  f16: { byteWidth: 2, isFloat: true, precision: 11, canonicalNaN: 0x7e00 },
  bf16: { byteWidth: 2, isFloat: true, precision: 8, canonicalNaN: 0x7fc0 },
  e4m3fn: { byteWidth: 1, isFloat: true, precision: 4, canonicalNaN: 0x7f },
  e5m2: { byteWidth: 1, isFloat: true, precision: 3, canonicalNaN: 0x7e },
  i32: { byteWidth: 4, isFloat: false, precision: 32 },
  u8: { byteWidth: 1, isFloat: false, precision: 8 },
};

/** Whether `dtype` carries floating-point numbers. */
export function isFloatDtype(dtype: Dtype): dtype is FloatDtype {
  return dtypes[dtype].isFloat;
}
