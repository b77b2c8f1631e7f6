import { type CompareOp, type Dtype, isFloatDtype, type Tf32Rounding } from "@binade/backend";
import {
  convert,
  decode,
  div,
  encode,
  FP32,
  isNaN as isNaNCode,
  type RoundingMode,
  sqrt,
  TF32,
  toInt,
} from "@binade/softfloat";
import type { Arithmetic } from "./arithmetic.ts";
import { add32, mul32, sub32 } from "./binary32.ts";
import { dotInBlocks } from "./dotInBlocks.ts";
import { formatOf } from "./formatOf.ts";
import type { Word } from "./specTensor.ts";
import { sumInBlocks } from "./sumInBlocks.ts";

const signBit = 0x80000000;

const comparisons: { readonly [O in CompareOp]: (x: number, y: number) => boolean } = {
  eq: (x, y) => x === y,
  ne: (x, y) => x !== y,
  lt: (x, y) => x < y,
  le: (x, y) => x <= y,
  gt: (x, y) => x > y,
  ge: (x, y) => x >= y,
};

const tf32Roundings: { readonly [R in Tf32Rounding]: RoundingMode } = {
  rna: "roundTiesToAway",
  rz: "roundTowardZero",
  rne: "roundTiesToEven",
};

const isNaN32 = (a: Word): boolean => isNaNCode(FP32, a);

/** The arithmetic of the numeric contract, on softfloat's exactly rounded operations. */
export const exactArithmetic: Arithmetic = createArithmetic();

/**
 * The same with some operations replaced; the composed ones (`multiplyAdd`, `sum`, `meanOf`, `dot`) use the replacements
 * unless they are replaced themselves.
 */
export function createArithmetic(replacements: Partial<Arithmetic> = {}): Arithmetic {
  const arithmetic: Arithmetic = {
    add: add32,
    sub: sub32,
    mul: mul32,
    div: (a, b) => div(FP32, a, b),
    sqrt: (a) => sqrt(FP32, a),
    multiplyAdd: (a, b, c) => arithmetic.add(arithmetic.mul(a, b), c),
    negate: (a) => (a ^ signBit) >>> 0,
    absolute: (a) => a & ~signBit,
    maximum: (a, b) => (isNaN32(a) || isNaN32(b) ? FP32.canonicalNaN : order(a) >= order(b) ? a : b),
    minimum: (a, b) => (isNaN32(a) || isNaN32(b) ? FP32.canonicalNaN : order(a) <= order(b) ? a : b),
    compare: (op, a, b) => comparisons[op](decode(FP32, a), decode(FP32, b)),
    isNaN: isNaN32,
    widen: (dtype, word) => (dtype === "f32" ? word : convert(formatOf[dtype], FP32, word)),
    narrow: (dtype, word) => (dtype === "f32" ? word : convert(FP32, formatOf[dtype], word)),
    cast,
    roundToTf32: (word, rounding) => convert(TF32, FP32, toTf32(word, tf32Roundings[rounding])),
    sum: (words) => sumInBlocks(words, arithmetic),
    meanOf: (sum, count) => arithmetic.div(sum, encode(FP32, count)),
    dot: (a, b) => dotInBlocks(a, b, arithmetic),
    ...replacements,
  };
  return arithmetic;
}

/** The contract's arithmetic, which notes in `used` which operations were asked for. */
export function createRecordingArithmetic(): { readonly arithmetic: Arithmetic; readonly used: ReadonlySet<string> } {
  const used = new Set<string>();
  const arithmetic = createArithmetic();
  const recording = Object.entries(arithmetic).map(([name, operation]: [string, (...args: never[]) => unknown]) => [
    name,
    (...args: never[]) => {
      used.add(name);
      return operation(...args);
    },
  ]);
  Object.assign(arithmetic, Object.fromEntries(recording)); // in place: the composed operations call these too
  return { arithmetic, used };
}

/** N5: a finite overflow gives infinity in every rounding, toward zero too. */
function toTf32(word: Word, rounding: RoundingMode): Word {
  return convert(FP32, TF32, word, { rounding });
}

/** An integer in the order of N3: −0 before +0. */
function order(a: Word): number {
  return a >= signBit ? signBit - 1 - a : a;
}

/** N8: one rounding from the exact value; to integers truncate and saturate, NaN gives 0; i32 to u8 keeps the low byte. */
function cast(from: Dtype, to: Dtype, word: Word, saturate: boolean): Word {
  if (isFloatDtype(from)) {
    if (isFloatDtype(to)) return convert(formatOf[from], formatOf[to], word, { saturate });
    const bounds = to === "i32" ? ({ bits: 32, signed: true } as const) : ({ bits: 8, signed: false } as const);
    return toInt(formatOf[from], word, { ...bounds, rounding: "roundTowardZero" }) >>> 0;
  }
  if (isFloatDtype(to)) return encode(formatOf[to], from === "i32" ? word | 0 : word, { saturate });
  return to === "u8" ? word & 0xff : word;
}
