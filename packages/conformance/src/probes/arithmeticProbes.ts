/** How single operations of f32 and f16 treat subnormals, rounding, zeros and special values. */
import { written } from "../cases/operands.ts";
import type { WordsProbe } from "./probe.ts";
import { binaryCall, call, compareCall, dotCall, unaryCall, vector } from "./probeCalls.ts";

const tinyKept = "keeps f32 numbers below 2^-126";
const tinyRead = "reads f32 numbers below 2^-126 as zero";
const tinyGiven = "gives zero where an f32 result is below 2^-126";

export const arithmeticProbes: readonly WordsProbe[] = [
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
  {
    kind: "words",
    id: "f32.add.rounding",
    asks: "How is a sum rounded: 1 and 1 + 2^-23 plus half a unit, ∓1 with three quarters of one?",
    calls: [binaryCall("add", "f32", "3f800000 3f800001 bf800000 3f800000", "33800000 33800000 b3c00000 33c00000")],
    outcomes: [
      {
        words: "3f800000 3f800002 bf800001 3f800001",
        class: "tiesToEven",
        tag: "rne",
        means: "rounds to nearest, ties to even",
      },
      { words: "3f800000 3f800001 bf800000 3f800000", class: "towardZero", tag: "rz", means: "rounds toward zero" },
      {
        words: "3f800001 3f800002 bf800001 3f800001",
        class: "tiesAway",
        tag: "rna",
        means: "rounds to nearest, ties away from zero",
      },
      { words: "3f800001 3f800002 bf800000 3f800001", class: "up", tag: "ru", means: "rounds up" },
      { words: "3f800000 3f800001 bf800001 3f800000", class: "down", tag: "rd", means: "rounds down" },
    ],
  },
  {
    kind: "words",
    id: "f32.overflow",
    asks: "What is the largest f32 number plus half a unit of it?",
    calls: [binaryCall("add", "f32", "7f7fffff", "73000000")],
    outcomes: [
      { words: "7f800000", class: "infinity", means: "gives infinity where a sum overflows" },
      {
        words: "7f7fffff",
        class: "saturates",
        tag: "saturates",
        means: "stays at the largest finite number where a sum overflows",
      },
    ],
  },
  {
    kind: "words",
    id: "f32.contract.matmul",
    asks: "Is a product rounded before it is added (k = 2: −(1 + 2^-11) + (1 + 2^-12)²)?",
    calls: [
      dotCall(
        "f32",
        [
          [
            { at: 0, a: -(1 + 1 / 2048), b: 1 },
            { at: 1, a: 1 + 1 / 4096, b: 1 + 1 / 4096 },
          ],
        ],
        { k: 2 },
      ),
    ],
    outcomes: [
      { words: "00000000", class: "separate", means: "rounds a product before it adds it" },
      {
        words: "33800000",
        class: "fuses",
        tag: "contracts",
        means: "fuses a product and the sum that takes it into one rounding",
      },
    ],
  },
  {
    kind: "words",
    id: "f32.contract.bias",
    asks: "Is a product rounded before the bias is added to it?",
    calls: [
      call(
        "matmul",
        {},
        [written("f32", [1, 1])],
        [
          { dtype: "f32", shape: [1, 1], words: [0x3f800800] },
          { dtype: "f32", shape: [1, 1], words: [0x3f800800] },
          { dtype: "f32", shape: [1, 1], words: [0xbf801000] },
        ],
      ),
    ],
    outcomes: [
      { words: "00000000", class: "separate", means: "rounds the product before it adds the bias" },
      {
        words: "33800000",
        class: "fuses",
        tag: "contracts",
        means: "fuses the last product and the bias into one rounding",
      },
    ],
  },
  {
    kind: "words",
    id: "f32.factor.matmul",
    asks: "Is a·c + b·c two products (a = 1e8, b = −99999992, c = 0.1)?",
    calls: [
      dotCall(
        "f32",
        [
          [
            { at: 0, a: 1e8, b: Math.fround(0.1) },
            { at: 1, a: -99999992, b: Math.fround(0.1) },
          ],
        ],
        { k: 2 },
      ),
    ],
    outcomes: [
      { words: "3f800000", class: "separate", means: "computes two products and their sum" },
      { words: "3f4ccccd", class: "factors", tag: "reassociates", means: "computes (a + b)·c instead" },
      { words: "3f9312d0", class: "fuses", tag: "contracts", means: "fuses one of the products into the sum" },
      { words: "3f26a72d", class: "fuses", tag: "contracts", means: "fuses one of the products into the sum" },
    ],
  },
  {
    kind: "words",
    id: "f32.divide",
    asks: "Is 5 ÷ 3 a division?",
    calls: [binaryCall("div", "f32", "40a00000", "40400000")],
    outcomes: [
      { words: "3fd55555", class: "divides", means: "divides" },
      {
        words: "3fd55556",
        class: "reciprocal",
        tag: "reciprocalDivision",
        means: "multiplies by the rounded reciprocal",
      },
    ],
  },
  {
    kind: "words",
    id: "f32.divide.mean",
    asks: "Is the mean of 5, 0, 0 a division by 3?",
    calls: [
      call("reduce", { op: "mean", axes: [0] }, [written("f32", [1])], [vector("f32", "40a00000 00000000 00000000")]),
    ],
    outcomes: [
      { words: "3fd55555", class: "divides", means: "divides the sum by the count" },
      {
        words: "3fd55556",
        class: "reciprocal",
        tag: "reciprocalMean",
        means: "multiplies the sum by the rounded reciprocal of the count",
      },
    ],
  },
  {
    kind: "words",
    id: "f32.nan.compare",
    asks: "Is a NaN unequal to itself, and neither less nor equal?",
    calls: [
      compareCall("ne", "f32", "7fc00000", "7fc00000"),
      compareCall("eq", "f32", "7fc00000", "7fc00000"),
      compareCall("lt", "f32", "7fc00000", "3f800000"),
    ],
    outcomes: [
      { words: "01 00 00", class: "honest", means: "compares NaN as IEEE 754 says" },
      { words: "00 01 00", class: "folded", tag: "finiteMath", means: "assumes that there is no NaN: x ≠ x is false" },
      { words: "00 00 00", class: "folded", tag: "finiteMath", means: "assumes that there is no NaN: x ≠ x is false" },
    ],
  },
  {
    kind: "words",
    id: "f32.infinity.cancel",
    asks: "Are ∞ − ∞ and ∞ · 0 NaN?",
    calls: [binaryCall("sub", "f32", "7f800000", "7f800000"), binaryCall("mul", "f32", "7f800000", "00000000")],
    outcomes: [
      { words: "7fc00000 7fc00000", class: "honest", means: "gives NaN where there is no result" },
      { words: "00000000 00000000", class: "folded", tag: "finiteMath", means: "assumes that there is no infinity" },
      { words: "00000000 7fc00000", class: "folded", tag: "finiteMath", means: "assumes x − x = 0" },
      { words: "7fc00000 00000000", class: "folded", tag: "finiteMath", means: "assumes x · 0 = 0" },
    ],
  },
  {
    kind: "words",
    id: "f32.zero.sign",
    asks: "Do zeros have signs (0 · −1; maximum and minimum of −0 and +0 in both orders)?",
    calls: [
      binaryCall("mul", "f32", "00000000", "bf800000"),
      binaryCall("maximum", "f32", "80000000 00000000", "00000000 80000000"),
      binaryCall("minimum", "f32", "80000000 00000000", "00000000 80000000"),
    ],
    outcomes: [
      {
        words: "80000000 00000000 00000000 80000000 80000000",
        class: "signed",
        means: "keeps the sign of zero and orders −0 below +0",
      },
      {
        words: "80000000 80000000 00000000 80000000 00000000",
        class: "unordered",
        tag: "zeroOrder",
        means: "gives the first of two zeros",
      },
      {
        words: "80000000 00000000 80000000 00000000 80000000",
        class: "unordered",
        tag: "zeroOrder",
        means: "gives the second of two zeros",
      },
      {
        words: "00000000 00000000 00000000 80000000 80000000",
        class: "ignored",
        tag: "zeroSign",
        means: "loses the sign of a product that is −0",
      },
    ],
  },
  ...(["maximum", "minimum"] as const).map(
    (op): WordsProbe => ({
      kind: "words",
      id: `f32.${op}.nan`,
      asks: `Does ${op} give NaN where an operand is NaN?`,
      calls: [binaryCall(op, "f32", "7fc00000 3f800000", "3f800000 7fc00000")],
      outcomes: [
        { words: "7fc00000 7fc00000", class: "propagates", means: "gives NaN" },
        { words: "3f800000 3f800000", class: "ignores", tag: "nanIgnored", means: "gives the other operand (minNum)" },
        {
          words: "3f800000 7fc00000",
          class: "second",
          tag: "pmax",
          means: "gives the second operand, as a comparison would",
        },
        {
          words: "7fc00000 3f800000",
          class: "first",
          tag: "pmax",
          means: "gives the first operand, as a comparison would",
        },
      ],
    }),
  ),
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
  {
    kind: "words",
    id: "f32.functions",
    asks: "Which words are exp(1), log(3), sin(1), tanh(2^-12) and √2?",
    calls: [
      unaryCall("exp", "f32", "3f800000"),
      unaryCall("log", "f32", "40400000"),
      unaryCall("sin", "f32", "3f800000"),
      unaryCall("tanh", "f32", "39800000"),
      unaryCall("sqrt", "f32", "40000000"),
    ],
    outcomes: [
      {
        words: "402df854 3f8c9f54 3f576aa4 39800000 3fb504f3",
        class: "contract",
        means: "gives the correctly rounded words here",
      },
    ],
  },
];
