/** How operations of f16 treat subnormals and round. */
import { written } from "../cases/operands.ts";
import type { WordsProbe } from "./probe.ts";
import { binaryCall, call, vector } from "./probeCalls.ts";

export const f16Probes: readonly WordsProbe[] = [
  {
    kind: "words",
    id: "f16.subnormal",
    asks: "Does f16 arithmetic keep numbers below 2^-14 (2^-24 + 2^-24; 2^-14 · ½)?",
    calls: [binaryCall("add", "f16", "0001", "0001"), binaryCall("mul", "f16", "0400", "3800")],
    outcomes: [
      { words: "0002 0200", class: "keeps", means: "keeps f16 numbers below 2^-14" },
      { words: "0000 0000", class: "flushes", tag: "f16Flushes", means: "gives zero for f16 numbers below 2^-14" },
    ],
  },
  {
    kind: "words",
    id: "f16.add.rounding",
    asks: "How is an f16 sum rounded (a tie from an odd number)?",
    calls: [binaryCall("add", "f16", "3c01 3c00", "1000 1000")],
    outcomes: [
      { words: "3c02 3c00", class: "tiesToEven", means: "rounds f16 sums to nearest, ties to even" },
      { words: "3c01 3c00", class: "towardZero", tag: "f16:rz", means: "rounds f16 sums toward zero" },
      {
        words: "3c02 3c01",
        class: "tiesAway",
        tag: "f16:rna",
        means: "rounds f16 sums to nearest, ties away from zero",
      },
    ],
  },
  {
    kind: "words",
    id: "f16.sum.accumulator",
    asks: "Does a sum of f16 numbers accumulate in f32 (2048 + 1 + 1)?",
    calls: [call("reduce", { op: "sum", axes: [0] }, [written("f16", [1])], [vector("f16", "6800 3c00 3c00")])],
    outcomes: [
      { words: "6801", class: "f32", means: "accumulates in f32 and rounds once" },
      { words: "6800", class: "f16", tag: "accumulator:f16", means: "rounds to f16 after every addition" },
    ],
  },
];
