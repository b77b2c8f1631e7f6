import { type Dtype, dtypes } from "@binade/backend";

const { SEED = "20240229" } = process.env;
/** Seed of every random case of this folder; printed with a failure. */
export const seed: number = Number(SEED);

/** 32-bit words of xorshift32, the same for one seed and one label. */
export function createWords(label: string): () => number {
  let state = seed | 1;
  for (const character of label) state = (Math.imul(state, 31) + character.charCodeAt(0)) | 0;
  if (state === 0) state = 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

/** ±0, least and largest subnormals, least normal, 1, a tie's neighbours, largest finite, ±∞, NaN of both signs with payloads. */
export const specialCodes: { readonly [D in Dtype]: readonly number[] } = {
  f32: [
    0x00000000, 0x80000000, 0x00000001, 0x80000001, 0x007fffff, 0x807fffff, 0x00800000, 0x3f800000, 0xbf800000,
    0x3f801000, 0x3f800fff, 0x3f803000, 0x40490fdb, 0x7f7fffff, 0xff7fffff, 0x7f7ff000, 0x7f800000, 0xff800000,
    0x7fc00000, 0xffc00000, 0x7f800001, 0xff812345, 0x33000000, 0x477fefff, 0x477ff000, 0x7f7f7fff, 0x7f7f8000,
  ],
  f16: [
    0x0000, 0x8000, 0x0001, 0x8001, 0x03ff, 0x83ff, 0x0400, 0x3c00, 0xbc00, 0x3c01, 0x4248, 0x7bff, 0xfbff, 0x7c00,
    0xfc00, 0x7e00, 0xfe00, 0x7c01, 0xfd55,
  ],
  bf16: [
    0x0000, 0x8000, 0x0001, 0x8001, 0x007f, 0x807f, 0x0080, 0x3f80, 0xbf80, 0x3f81, 0x4049, 0x7f7f, 0xff7f, 0x7f80,
    0xff80, 0x7fc0, 0xffc0, 0x7f81, 0xffd5,
  ],
  e4m3fn: [0x00, 0x80, 0x01, 0x7e, 0xfe, 0x7f, 0xff],
  e5m2: [0x00, 0x80, 0x01, 0x7b, 0x7c, 0xfc, 0x7e, 0xff],
  i32: [0, 1, 0xffffffff, 0x7fffffff, 0x80000000, 1077936129, 65519, 65520, 0xffff0010, 256, 255],
  u8: [0, 1, 127, 128, 255],
};

/** What a set of random codes consists of. */
export type CodeSet = "any" | "mixed" | "special" | "subnormal" | "small";

/** Trailing significand bits and bias, written out: the formats of the product are under test. */
const layouts = {
  f32: { trailing: 23, bias: 127, sign: 0x80000000, exponents: 24 },
  f16: { trailing: 10, bias: 15, sign: 0x8000, exponents: 10 },
  bf16: { trailing: 7, bias: 127, sign: 0x8000, exponents: 24 },
} as const;

/** `count` code words: all alike likely, of mixed exponents around 1, special values, or subnormals. */
export function randomCodes(dtype: Dtype, count: number, set: CodeSet, label: string): number[] {
  const next = createWords(`${dtype} ${count} ${set} ${label}`);
  return Array.from({ length: count }, () => drawCode(dtype, set, next));
}

function drawCode(dtype: Dtype, set: CodeSet, next: () => number): number {
  const special = specialCodes[dtype];
  if (set === "special") return special[next() % special.length]!;
  const bits = dtypes[dtype].byteWidth * 8;
  const word = next() >>> (32 - bits);
  if (set === "any" || !(dtype in layouts)) return word;
  const { trailing, bias, sign, exponents } = layouts[dtype as keyof typeof layouts];
  const significand = word % 2 ** trailing;
  const signed = next() % 2 === 0 ? 0 : sign;
  if (set === "subnormal") return significand + signed;
  const spread = set === "mixed" ? exponents : 3;
  const exponent = bias - Math.floor(spread / 2) + (next() % spread);
  return exponent * 2 ** trailing + significand + signed;
}
