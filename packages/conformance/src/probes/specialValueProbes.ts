/** How single operations of f32 treat NaN, infinities and the sign of zero. */
import type { WordsProbe } from "./probe.ts";
import { binaryCall, compareCall } from "./probeCalls.ts";

export const specialValueProbes: readonly WordsProbe[] = [
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
];
