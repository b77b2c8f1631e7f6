/** Devices whose single operations differ from the contract's. */
import { isFloatDtype } from "@binade/backend";
import {
  add,
  convert,
  decode,
  div,
  encode,
  FP32,
  fma,
  isNaN as isNaNCode,
  mul,
  type RoundingMode,
  type RoundingOptions,
  sqrt,
  sub,
  toInt,
} from "@binade/softfloat";
import type { Arithmetic } from "../spec/arithmetic.ts";
import { exactArithmetic } from "../spec/exactArithmetic.ts";
import { formatOf } from "../spec/formatOf.ts";
import type { Word } from "../spec/specTensor.ts";
import type { CandidateModel } from "./candidateModel.ts";

const signBit = 0x80000000;
const isSubnormal = (word: Word): boolean => (word & 0x7f800000) === 0;
/** A subnormal as the zero of its sign. */
const flushed = (word: Word): Word => (isSubnormal(word) ? (word & signBit) >>> 0 : word);

/** Every rounded operation under other options. */
function roundedWith(options: RoundingOptions): Partial<Arithmetic> {
  return {
    add: (a, b) => add(FP32, a, b, options),
    sub: (a, b) => sub(FP32, a, b, options),
    mul: (a, b) => mul(FP32, a, b, options),
    div: (a, b) => div(FP32, a, b, options),
    sqrt: (a) => sqrt(FP32, a, options),
  };
}

/** What reading subnormals as zero does to the operations that do not round. */
const readsZeros: Partial<Arithmetic> = {
  maximum: (a, b) => exactArithmetic.maximum(flushed(a), flushed(b)),
  minimum: (a, b) => exactArithmetic.minimum(flushed(a), flushed(b)),
  compare: (op, a, b) => exactArithmetic.compare(op, flushed(a), flushed(b)),
};

/** Casts between float dtypes under other options, in casts and where results are rounded to their dtype. */
function castsWith(options: RoundingOptions): Partial<Arithmetic> {
  return {
    narrow: (dtype, word) => convert(FP32, formatOf[dtype], word, options),
    cast: (from, to, word, saturate) =>
      isFloatDtype(from) && isFloatDtype(to)
        ? convert(formatOf[from], formatOf[to], word, { saturate, ...options })
        : exactArithmetic.cast(from, to, word, saturate),
  };
}

/** Casts from a float to an integer with another rule. */
function toIntegerWith(rule: (value: number, to: "i32" | "u8") => number): Partial<Arithmetic> {
  return {
    cast: (from, to, word, saturate) =>
      isFloatDtype(from) && !isFloatDtype(to)
        ? rule(decode(formatOf[from], word), to) >>> 0
        : exactArithmetic.cast(from, to, word, saturate),
  };
}

const isNaN32 = (word: Word): boolean => isNaNCode(FP32, word);
const roundings: Readonly<Record<string, RoundingMode>> = {
  "toward zero": "roundTowardZero",
  "to nearest, ties away": "roundTiesToAway",
  up: "roundTowardPositive",
  down: "roundTowardNegative",
};

export const arithmeticModels: readonly CandidateModel[] = [
  {
    name: "fused-multiply-add",
    does: "fuses a product and the sum that takes it into one rounding",
    tag: "contracts",
    arithmetic: { multiplyAdd: (a, b, c) => fma(FP32, a, b, c) },
  },
  {
    name: "flushed-inputs",
    does: "reads f32 subnormals as zero",
    tag: "daz",
    arithmetic: { ...roundedWith({ flushInputs: true }), ...readsZeros },
  },
  {
    name: "flushed-outputs",
    does: "gives zero where a result is an f32 subnormal",
    tag: "ftz",
    arithmetic: roundedWith({ flushOutputs: true }),
  },
  {
    name: "flushed-inputs-and-outputs",
    does: "reads f32 subnormals as zero and gives zero for subnormal results",
    tag: "daz ftz",
    arithmetic: { ...roundedWith({ flushInputs: true, flushOutputs: true }), ...readsZeros },
  },
  ...Object.entries(roundings).map(
    ([words, rounding]): CandidateModel => ({
      name: `rounds-${rounding}`,
      does: `rounds f32 results ${words}`,
      tag: rounding,
      arithmetic: roundedWith({ rounding }),
    }),
  ),
  ...Object.entries(roundings).map(
    ([words, rounding]): CandidateModel => ({
      name: `cast-${rounding}`,
      does: `rounds casts to narrower formats ${words}`,
      tag: `cast:${rounding}`,
      arithmetic: castsWith({ rounding }),
    }),
  ),
  {
    name: "cast-flushed",
    does: "casts numbers below the least normal one of the target to zero",
    tag: "cast:ftz",
    arithmetic: castsWith({ flushOutputs: true }),
  },
  {
    name: "cast-flushed-source",
    does: "casts subnormals of the source to zero",
    tag: "cast:daz",
    arithmetic: castsWith({ flushInputs: true }),
  },
  {
    name: "cast-saturates",
    does: "casts what overflows to the largest finite number, asked or not",
    tag: "cast:saturates",
    arithmetic: castsWith({ saturate: true }),
  },
  {
    name: "cast-never-saturates",
    does: "casts what overflows to infinity or NaN even where saturation is asked for",
    tag: "cast:overflows",
    arithmetic: castsWith({ saturate: false }),
  },
  {
    name: "cast-through-f32",
    does: "casts integers to narrow formats by way of f32, which rounds twice",
    tag: "cast:doubleRounding",
    arithmetic: {
      cast: (from, to, word, saturate) =>
        from === "i32" && isFloatDtype(to)
          ? convert(FP32, formatOf[to], encode(FP32, word | 0), { saturate })
          : exactArithmetic.cast(from, to, word, saturate),
    },
  },
  {
    name: "cast-through-bf16",
    does: "rounds to bf16 on the way to narrower formats, which rounds twice",
    tag: "cast:doubleRounding",
    arithmetic: {
      cast: (from, to, word, saturate) =>
        from === "f32" && isFloatDtype(to)
          ? convert(formatOf.bf16, formatOf[to], convert(FP32, formatOf.bf16, word), { saturate })
          : exactArithmetic.cast(from, to, word, saturate),
    },
  },
  {
    name: "cast-through-f16",
    does: "rounds to f16 on the way to narrower formats, which rounds twice",
    tag: "cast:doubleRounding",
    arithmetic: {
      cast: (from, to, word, saturate) =>
        from === "f32" && isFloatDtype(to)
          ? convert(formatOf.f16, formatOf[to], convert(FP32, formatOf.f16, word), { saturate })
          : exactArithmetic.cast(from, to, word, saturate),
    },
  },
  {
    name: "cast-carry-into-nan",
    does: "adds half a unit to the word before it cuts it, also where it is a NaN, which then becomes a number",
    tag: "cast:nanLost",
    arithmetic: {
      cast: (from, to, word, saturate) =>
        from === "f32" && to === "bf16" && !saturate ? carried(word) : exactArithmetic.cast(from, to, word, saturate),
      narrow: (dtype, word) => (dtype === "bf16" ? carried(word) : exactArithmetic.narrow(dtype, word)),
    },
  },
  {
    name: "to-integer-rounds-to-nearest",
    does: "casts floats to integers by rounding to nearest instead of truncating",
    tag: "toInteger:nearest",
    arithmetic: {
      cast: (from, to, word, saturate) =>
        isFloatDtype(from) && !isFloatDtype(to)
          ? toInt(formatOf[from], word, to === "i32" ? { bits: 32, signed: true } : { bits: 8, signed: false }) >>> 0
          : exactArithmetic.cast(from, to, word, saturate),
    },
  },
  {
    name: "to-integer-wraps",
    does: "casts floats beyond the range of an integer modulo its size",
    tag: "toInteger:wraps",
    arithmetic: toIntegerWith((value, to) =>
      Number.isFinite(value) ? Number(BigInt.asUintN(to === "i32" ? 32 : 8, BigInt(Math.trunc(value)))) : 0,
    ),
  },
  {
    name: "to-integer-x86",
    does: "casts NaN and what is out of range to the least integer, as x86 does",
    tag: "toInteger:x86",
    arithmetic: toIntegerWith((value, to) =>
      to === "i32" && Math.abs(value + 0.5) < 2147483648.5
        ? Math.trunc(value)
        : to === "i32"
          ? signBit
          : clampToByte(value),
    ),
  },
  {
    name: "to-u8-saturates",
    does: "casts i32 to u8 by saturation instead of keeping the low byte",
    tag: "toInteger:saturates",
    arithmetic: {
      cast: (from, to, word, saturate) =>
        from === "i32" && to === "u8" ? clampToByte(word | 0) : exactArithmetic.cast(from, to, word, saturate),
    },
  },
  {
    name: "reciprocal-division",
    does: "divides by multiplying with a reciprocal",
    tag: "reciprocalDivision",
    arithmetic: { div: (a, b) => mul(FP32, a, div(FP32, encode(FP32, 1), b)) },
  },
  {
    name: "reciprocal-mean",
    does: "takes a mean by multiplying with 1 ÷ n",
    tag: "reciprocalMean",
    arithmetic: { meanOf: (sum, count) => mul(FP32, sum, div(FP32, encode(FP32, 1), encode(FP32, count))) },
  },
  {
    name: "maximum-ignores-nan",
    does: "takes the number where the other operand of maximum or minimum is a NaN",
    tag: "nanIgnored",
    arithmetic: {
      maximum: (a, b) => (isNaN32(a) ? b : isNaN32(b) ? a : exactArithmetic.maximum(a, b)),
      minimum: (a, b) => (isNaN32(a) ? b : isNaN32(b) ? a : exactArithmetic.minimum(a, b)),
    },
  },
  {
    name: "maximum-by-comparison",
    does: "takes maximum and minimum by a comparison that lets the second operand win, NaN or zero (pmax)",
    tag: "pmax",
    arithmetic: {
      maximum: (a, b) => (exactArithmetic.compare("lt", a, b) ? b : a),
      minimum: (a, b) => (exactArithmetic.compare("lt", b, a) ? b : a),
    },
  },
  {
    name: "maximum-prefers-second",
    does: "takes maximum and minimum by a comparison that keeps the second operand unless the first is beyond it",
    tag: "pmax",
    arithmetic: {
      maximum: (a, b) => (exactArithmetic.compare("gt", a, b) ? a : b),
      minimum: (a, b) => (exactArithmetic.compare("lt", a, b) ? a : b),
    },
  },
  {
    name: "maximum-orders-zeros-wrongly",
    does: "takes −0 for greater than +0",
    tag: "zeroOrder",
    arithmetic: {
      maximum: (a, b) => (bothZero(a, b) ? (a | b) >>> 0 : exactArithmetic.maximum(a, b)),
      minimum: (a, b) => (bothZero(a, b) ? (a & b) >>> 0 : exactArithmetic.minimum(a, b)),
    },
  },
  {
    name: "negative-nan-lost",
    does: "orders words as integers without a test for NaN, so that a NaN with a sign is the least number",
    tag: "nanSign",
    arithmetic: {
      maximum: (a, b) => (integerOrder(a) >= integerOrder(b) ? a : b),
      minimum: (a, b) => (integerOrder(a) <= integerOrder(b) ? a : b),
    },
  },
  {
    name: "nan-ordered",
    does: "compares NaN as if it were a number equal to itself",
    tag: "nanOrdered",
    arithmetic: {
      compare: (op, a, b) => {
        const [x, y] = [integerOrder(bothZero(a, a) ? 0 : a), integerOrder(bothZero(b, b) ? 0 : b)];
        return { eq: x === y, ne: x !== y, lt: x < y, le: x <= y, gt: x > y, ge: x >= y }[op];
      },
    },
  },
  {
    name: "nan-inequality-folded",
    does: "finds a NaN equal to itself (x ≠ x is folded to false)",
    tag: "finiteMath",
    arithmetic: {
      compare: (op, a, b) => (op === "ne" && (isNaN32(a) || isNaN32(b)) ? false : exactArithmetic.compare(op, a, b)),
    },
  },
  {
    name: "zero-sign-ignored",
    does: "gives +0 for a product that is −0",
    tag: "zeroSign",
    arithmetic: { mul: (a, b) => positiveZero(mul(FP32, a, b)) },
  },
];

function bothZero(a: Word, b: Word): boolean {
  return ((a | b) & ~signBit) === 0;
}

function positiveZero(word: Word): Word {
  return word === signBit ? 0 : word;
}

function integerOrder(a: Word): number {
  return a >= signBit ? signBit - 1 - a : a;
}

function clampToByte(value: number): number {
  return Math.min(Math.max(Math.trunc(value) || 0, 0), 255);
}

/** f32 to bf16 by an addition to the word, without a test for NaN. */
function carried(word: Word): Word {
  return ((word + 0x7fff + ((word >>> 16) & 1)) >>> 16) & 0xffff;
}
