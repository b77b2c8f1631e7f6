/** What i32 and u8 hold. */
const ranges = { i32: [-2147483648, 2147483647], u8: [0, 255] } as const;

export type IntegerDtype = keyof typeof ranges;

/** Truncate, saturate, NaN → 0 (N8). */
export function toInteger(dtype: IntegerDtype, value: number): number {
  if (Number.isNaN(value)) return 0;
  const [low, high] = ranges[dtype];
  return Math.min(Math.max(Math.trunc(value), low), high);
}
