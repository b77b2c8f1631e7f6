/** How single operations of f32 treat numbers below 2^-126. */
import { written } from "../cases/operands.ts";
import type { WordsProbe } from "./probe.ts";
import { binaryCall, call, compareCall, dotCall, vector } from "./probeCalls.ts";

const tinyKept = "keeps f32 numbers below 2^-126";
const tinyRead = "reads f32 numbers below 2^-126 as zero";
const tinyGiven = "gives zero where an f32 result is below 2^-126";

export const subnormalProbes: readonly WordsProbe[] = [
  {
    kind: "words",
    id: "f32.copy.subnormal",
    asks: "Does a copy keep the least f32 number, 2^-149?",
    calls: [call("copy", {}, [written("f32", [2])], [vector("f32", "00000001 80000001")])],
    outcomes: [
      { words: "00000001 80000001", class: "keeps", means: "copies words as they are" },
      { words: "00000000 80000000", class: "flushes", tag: "copiesFlush", means: "turns subnormals to zero in a copy" },
      { words: "00000000 00000000", class: "flushes", tag: "copiesFlush", means: "turns subnormals to +0 in a copy" },
    ],
  },
  {
    kind: "words",
    id: "f32.add.subnormal",
    asks: "Does x + 0 give x for the least f32 number?",
    calls: [binaryCall("add", "f32", "00000001", "00000000")],
    outcomes: [
      { words: "00000001", class: "keeps", means: tinyKept },
      { words: "00000000", class: "flushes", means: "loses f32 numbers below 2^-126 in an addition" },
    ],
  },
  {
    kind: "words",
    id: "f32.daz",
    asks: "Are subnormal operands used as they are (2^-127 + 2^-127 is the normal number 2^-126)?",
    calls: [binaryCall("add", "f32", "00400000", "00400000")],
    outcomes: [
      { words: "00800000", class: "keeps", means: "uses subnormal operands as they are" },
      { words: "00000000", class: "flushes", tag: "daz", means: tinyRead },
    ],
  },
  {
    kind: "words",
    id: "f32.ftz",
    asks: "Is a subnormal result given (the difference of two normal numbers, 2^-149)?",
    calls: [binaryCall("sub", "f32", "00800001", "00800000")],
    outcomes: [
      { words: "00000001", class: "keeps", means: "gives subnormal results" },
      { words: "00000000", class: "flushes", tag: "ftz", means: tinyGiven },
    ],
  },
  {
    kind: "words",
    id: "f32.mul.daz",
    asks: "Does a product use a subnormal operand (2^-149 · 2^24)?",
    calls: [binaryCall("mul", "f32", "00000001", "4b800000")],
    outcomes: [
      { words: "01000000", class: "keeps", means: "multiplies subnormal operands" },
      { words: "00000000", class: "flushes", tag: "daz", means: tinyRead },
    ],
  },
  {
    kind: "words",
    id: "f32.mul.ftz",
    asks: "Is a subnormal product given, with its sign (−2^-126 · ½)?",
    calls: [binaryCall("mul", "f32", "80800000", "3f000000")],
    outcomes: [
      { words: "80400000", class: "keeps", means: "gives subnormal products" },
      { words: "80000000", class: "flushes", tag: "ftz", means: `${tinyGiven}, with its sign` },
      { words: "00000000", class: "flushesSign", tag: "ftz", means: `${tinyGiven}, without its sign` },
    ],
  },
  {
    kind: "words",
    id: "f32.matmul.subnormal",
    asks: "Does a matrix product keep subnormal products (2^-75 · 2^-74 = 2^-149)?",
    calls: [
      dotCall(
        "f32",
        [[{ at: 0, a: 1 / 0x1000000 / 0x1000000 / 0x8000000, b: 1 / 0x1000000 / 0x1000000 / 0x4000000 }]],
        { k: 1 },
      ),
    ],
    outcomes: [
      { words: "00000001", class: "keeps", means: "keeps subnormal products in a matrix product" },
      { words: "00000000", class: "flushes", tag: "ftz", means: "loses products below 2^-126 in a matrix product" },
    ],
  },
  {
    kind: "words",
    id: "f32.compare.daz",
    asks: "Is the least f32 number different from zero, and greater?",
    calls: [compareCall("eq", "f32", "00000001", "00000000"), compareCall("gt", "f32", "00000001", "00000000")],
    outcomes: [
      { words: "00 01", class: "keeps", means: "compares subnormal numbers by their value" },
      { words: "01 00", class: "flushes", tag: "daz", means: "takes subnormal numbers for zero in a comparison" },
    ],
  },
  {
    kind: "words",
    id: "f32.maximum.daz",
    asks: "Does maximum(x, 0) give the least f32 number?",
    calls: [binaryCall("maximum", "f32", "00000001", "00000000")],
    outcomes: [
      { words: "00000001", class: "keeps", means: "keeps subnormal numbers in maximum" },
      { words: "00000000", class: "flushes", tag: "daz", means: "gives zero for subnormal numbers in maximum" },
    ],
  },
];
