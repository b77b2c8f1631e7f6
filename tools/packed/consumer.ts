/** A user's program: it has to type-check against the packed package under every module resolution. */
import {
  add,
  BF16,
  createFlags,
  decode,
  E4M3FN,
  encode,
  type Flags,
  type Format,
  FP16,
  FP64,
  f32ToF16,
  type RoundingOptions,
} from "@binade/softfloat";

const flags: Flags = createFlags();
const options: RoundingOptions = { rounding: "roundTowardZero", flags };
const narrow: number = add(FP16, 0x3c00, encode(FP16, 0.1), options);
const wide: bigint = add(FP64, 1n, encode(FP64, 0.1));
const format: Format = E4M3FN;
export const values: readonly number[] = [decode(FP16, narrow), decode(FP64, wide), decode(format, 0x7e), f32ToF16(0)];

// @ts-expect-error: a code of FP64 is a bigint
add(FP64, 1, 2);
// @ts-expect-error: a code of BF16 is a number
decode(BF16, 1n);
// @ts-expect-error: no such rounding
encode(FP16, 1, { rounding: "nearest" });
