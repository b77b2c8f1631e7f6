/** How casts round, treat subnormals and overflow. */

import type { WordsProbe } from "./probe.ts";
import { castCall } from "./probeCalls.ts";

const ieee = "as IEEE 754 says";

export const castProbes: readonly WordsProbe[] = [
  {
    kind: "words",
    id: "cast.f16.rounding",
    asks: "How is f32 rounded to f16 (two ties and a number just above one)?",
    calls: [castCall("f32", "f16", "3f801000 3f803000 3f801001")],
    outcomes: [
      {
        words: "3c00 3c02 3c01",
        class: "tiesToEven",
        tag: "f16Cast:rne",
        means: "rounds casts to f16 to nearest, ties to even",
      },
      { words: "3c00 3c01 3c00", class: "towardZero", tag: "f16Cast:rz", means: "truncates casts to f16" },
      {
        words: "3c01 3c02 3c01",
        class: "tiesAway",
        tag: "f16Cast:rna",
        means: "rounds casts to f16 to nearest, ties away from zero",
      },
      {
        words: "3c00 3c02 3c00",
        class: "twice",
        tag: "f16Cast:doubleRounding",
        means: "rounds twice on the way to f16",
      },
    ],
  },
  {
    kind: "words",
    id: "cast.f16.subnormal",
    asks: "Does a cast to f16 keep numbers below 2^-14 (2^-24; just above 2^-25; 2^-15)?",
    calls: [castCall("f32", "f16", "33800000 33000001 38000000")],
    outcomes: [
      { words: "0001 0001 0200", class: "keeps", means: `keeps f16 subnormals in casts, ${ieee}` },
      {
        words: "0000 0000 0000",
        class: "flushes",
        tag: "f16Cast:ftz",
        means: "gives zero for what is below 2^-14 in f16",
      },
      {
        words: "0001 0000 0200",
        class: "truncates",
        tag: "f16Cast:truncatesSubnormals",
        means: "cuts off or rounds twice below 2^-14",
      },
    ],
  },
  {
    kind: "words",
    id: "cast.f16.overflow",
    asks: "What does a cast to f16 give just below 65520, at 65520, at 1e6, for ∞ and for NaN?",
    calls: [castCall("f32", "f16", "477fefff 477ff000 49742400 7f800000 7fc00000")],
    outcomes: [
      { words: "7bff 7c00 7c00 7c00 7e00", class: "infinity", means: `overflows to infinity from 65520 on, ${ieee}` },
      { words: "7bff 7bff 7bff 7bff 7e00", class: "saturates", tag: "f16Cast:saturates", means: "saturates at 65504" },
      {
        words: "7bff 7bff 7bff 7c00 7e00",
        class: "saturates",
        tag: "f16Cast:saturates",
        means: "saturates finite numbers at 65504",
      },
    ],
  },
  {
    kind: "words",
    id: "cast.bf16.rounding",
    asks: "How is f32 rounded to bf16 (two ties, a number just above one, a NaN of low digits)?",
    calls: [castCall("f32", "bf16", "3f808000 3f818000 3f808001 7f800001")],
    outcomes: [
      {
        words: "3f80 3f82 3f81 7fc0",
        class: "tiesToEven",
        tag: "bf16Cast:rne",
        means: "rounds casts to bf16 to nearest, ties to even",
      },
      { words: "3f80 3f81 3f80 7fc0", class: "towardZero", tag: "bf16Cast:rz", means: "truncates casts to bf16" },
      {
        words: "3f80 3f81 3f80 7f80",
        class: "towardZero",
        tag: "bf16Cast:rz cast:nanLost",
        means: "truncates casts to bf16, some NaN to infinity",
      },
      {
        words: "3f81 3f82 3f81 7fc0",
        class: "tiesAway",
        tag: "bf16Cast:rna",
        means: "rounds casts to bf16 to nearest, ties away from zero",
      },
      {
        words: "3f80 3f82 3f81 7f80",
        class: "nanLost",
        tag: "bf16Cast:rne cast:nanLost",
        means: "turns some NaN to infinity in casts to bf16",
      },
    ],
  },
  {
    kind: "words",
    id: "cast.bf16.subnormal",
    asks: "Does a cast to bf16 keep numbers below 2^-126?",
    calls: [castCall("f32", "bf16", "00010000 00018000 00408000")],
    outcomes: [
      { words: "0001 0002 0040", class: "keeps", means: "keeps bf16 subnormals in casts" },
      {
        words: "0000 0000 0000",
        class: "flushes",
        tag: "bf16Cast:ftz",
        means: "gives zero for what is below 2^-126 in bf16",
      },
    ],
  },
  {
    kind: "words",
    id: "cast.widen.subnormal",
    asks: "Are f16 and bf16 subnormals exact in f32?",
    calls: [castCall("f16", "f32", "0001 83ff"), castCall("bf16", "f32", "0001 807f")],
    outcomes: [
      { words: "33800000 b87fc000 00010000 807f0000", class: "keeps", means: "widens subnormals exactly" },
      {
        words: "00000000 80000000 00000000 80000000",
        class: "flushes",
        tag: "widening:flushes",
        means: "widens 16-bit subnormals to zero",
      },
      {
        words: "33800000 b87fc000 00000000 80000000",
        class: "flushesF32",
        tag: "daz",
        means: "widens f16 exactly, bf16 subnormals to zero",
      },
    ],
  },
  {
    kind: "words",
    id: "cast.e4m3fn",
    asks: "How is f32 rounded to e4m3fn (ties 17 and 19; 464, 465, ∞; then 465 and ∞ saturating)?",
    calls: [
      castCall("f32", "e4m3fn", "41880000 41980000 43e80000 43e88000 7f800000"),
      castCall("f32", "e4m3fn", "43e88000 7f800000", true),
    ],
    outcomes: [
      {
        words: "58 5a 7e 7f 7f 7e 7e",
        class: "tiesToEven",
        means: "rounds casts to e4m3fn ties to even, overflow gives NaN unless saturation is asked for",
      },
      {
        words: "58 5a 7e 7e 7e 7e 7e",
        class: "saturates",
        tag: "fp8Cast:saturates",
        means: "saturates casts to e4m3fn at 448, asked or not",
      },
      { words: "58 59 7e 7e 7e 7e 7e", class: "towardZero", tag: "fp8Cast:rz", means: "truncates casts to e4m3fn" },
    ],
  },
  {
    kind: "words",
    id: "cast.e5m2",
    asks: "How is f32 rounded to e5m2 (ties 4.5 and 5.5; 61439, 61440, ∞)?",
    calls: [castCall("f32", "e5m2", "40900000 40b00000 476fff00 47700000 7f800000")],
    outcomes: [
      {
        words: "44 46 7b 7c 7c",
        class: "tiesToEven",
        means: "rounds casts to e5m2 ties to even, overflow gives infinity",
      },
      {
        words: "44 46 7b 7b 7b",
        class: "saturates",
        tag: "fp8Cast:saturates",
        means: "saturates casts to e5m2 at 57344",
      },
      { words: "44 45 7b 7b 7c", class: "towardZero", tag: "fp8Cast:rz", means: "truncates casts to e5m2" },
    ],
  },
  {
    kind: "words",
    id: "cast.i32",
    asks: "What do f32 3·10^9, NaN and −1.5 give as i32?",
    calls: [castCall("f32", "i32", "4f32d05e 7fc00000 bfc00000")],
    outcomes: [
      { words: "7fffffff 00000000 ffffffff", class: "saturates", means: "truncates and saturates, NaN gives 0" },
      {
        words: "7fffff80 00000000 ffffffff",
        class: "clampsToFloat",
        tag: "toInteger:wgsl",
        means: "saturates to the largest f32 below 2^31 (WGSL)",
      },
      {
        words: "7fffff80 80000000 ffffffff",
        class: "clampsToFloat",
        tag: "toInteger:wgsl",
        means: "saturates to the largest f32 below 2^31, NaN gives the least integer",
      },
      {
        words: "80000000 80000000 ffffffff",
        class: "x86",
        tag: "toInteger:x86",
        means: "gives the least integer for what is out of range (x86)",
      },
    ],
  },
  {
    kind: "words",
    id: "cast.i32.once",
    asks: "Is i32 rounded once to bf16 and f16 (1077936129 and 16842753; 2097153 overflows f16)?",
    calls: [castCall("i32", "bf16", "40400001 01010001"), castCall("i32", "f16", "00000801 00200001")],
    outcomes: [
      { words: "4e81 4b81 6800 7c00", class: "once", means: "rounds integers once" },
      {
        words: "4e80 4b80 6800 7c00",
        class: "twice",
        tag: "cast:doubleRounding",
        means: "rounds integers to f32 first, then again",
      },
    ],
  },
];
