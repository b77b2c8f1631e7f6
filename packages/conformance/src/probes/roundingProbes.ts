/** How single operations of f32 round, and whether the compiler joins or regroups them. */
import { written } from "../cases/operands.ts";
import type { WordsProbe } from "./probe.ts";
import { binaryCall, call, dotCall, vector } from "./probeCalls.ts";

export const roundingProbes: readonly WordsProbe[] = [
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
];
