/** Codes of the dtypes, in the order of `dtypeCodes` in src/module/operandTable.ts. */
export const F32 = 0;
export const F16 = 1;
export const BF16 = 2;
export const E4M3FN = 3;
export const E5M2 = 4;
export const I32 = 5;
export const U8 = 6;

/** log2 of an element's bytes. */
@inline
export function widthShift(dtype: i32): u32 {
  return dtype == F32 || dtype == I32 ? 2 : dtype == F16 || dtype == BF16 ? 1 : 0;
}

@inline
export function isFloat(dtype: i32): bool {
  return dtype < I32;
}
