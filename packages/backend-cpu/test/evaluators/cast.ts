import { type Dtype, isFloatDtype } from "@binade/backend";
import { convert, decode, encode } from "@binade/softfloat";
import { isNaNCode } from "./order.ts";
import { formatOf } from "./rounded.ts";

const integerRange = { i32: [-2147483648, 2147483647], u8: [0, 255] } as const;

/** N8: one rounding from the exact source value. */
export function cast(from: Dtype, to: Dtype, code: number, saturate: boolean): number {
  if (isFloatDtype(from) && isFloatDtype(to)) return convert(formatOf(from), formatOf(to), code, { saturate });
  if (isFloatDtype(to)) return encode(formatOf(to), integerOf(from, code), { saturate });
  if (!isFloatDtype(from)) return integerOf(from, code) & (to === "u8" ? 0xff : -1);
  if (isNaNCode(formatOf(from), code)) return 0;
  const [low, high] = integerRange[to as keyof typeof integerRange];
  const truncated = Math.trunc(decode(formatOf(from), code));
  return Math.max(low, Math.min(high, truncated)) >>> 0;
}

function integerOf(dtype: Dtype, code: number): number {
  return dtype === "i32" ? code | 0 : code;
}
