/** Devices whose casts differ from the contract's. */
import { isFloatDtype } from "@binade/backend";
import { convert, decode, encode, FP32, type RoundingOptions, toInt } from "@binade/softfloat";
import type { Arithmetic } from "../spec/arithmetic.ts";
import { exactArithmetic } from "../spec/exactArithmetic.ts";
import { formatOf } from "../spec/formatOf.ts";
import type { Word } from "../spec/specTensor.ts";
import type { CandidateModel } from "./candidateModel.ts";
import { roundings } from "./roundings.ts";

const signBit = 0x80000000;

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

export const castModels: readonly CandidateModel[] = [
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
];

function clampToByte(value: number): number {
  return Math.min(Math.max(Math.trunc(value) || 0, 0), 255);
}

/** f32 to bf16 by an addition to the word, without a test for NaN. */
function carried(word: Word): Word {
  return ((word + 0x7fff + ((word >>> 16) & 1)) >>> 16) & 0xffff;
}
