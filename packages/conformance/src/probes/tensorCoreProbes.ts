/**
 * How a matrix product of narrow operands adds: in blocks that are aligned to the largest term and cut (tensor cores), or
 * product by product. The k products are 32; what is to be added to is made in the first 16, since a kernel starts from +0.
 */
import type { FloatDtype } from "@binade/backend";
import type { ProbeOutcome, WordsProbe } from "./probe.ts";
import { type DotOptions, dotCall, type Term } from "./probeCalls.ts";

const p8 = 1 / 256; // 2^-8
const p12 = 1 / 4096;
const p24 = 1 / 0x1000000;
const p25 = p24 / 2;
const p26 = p24 / 4;
const tiny = p24 * p24 * p24; // 2^-72
const addendAt = 16;

/** 1 − 2^-24 from three products that every format holds, exact in any order. */
const belowOne = (sign: 1 | -1): Term[] => [1, p8, p8 * p8].map((b, at) => ({ at, a: sign * (1 - p8), b }));
const one: Term = { at: 0, a: 1, b: 1 };
const addend = (times: number, a: number, b: number): Term => ({ at: addendAt, times, a, b });

/** Operands that a unit may take, with what a tensor core is asked for in words. */
const operands: readonly { readonly name: string; readonly dtype: FloatDtype; readonly options: DotOptions }[] = [
  { name: "f16", dtype: "f16", options: {} },
  { name: "bf16", dtype: "bf16", options: {} },
  { name: "tf32", dtype: "f32", options: { tf32: "rna" } },
];

const lostBits: readonly [ProbeOutcome, ...ProbeOutcome[]] = [
  {
    words: "3f800000 3f800000 3f800000",
    class: "none",
    means: "keeps no digit below 2^-23 beside a 1: every addition is rounded, or a block is cut there (V100)",
  },
  {
    words: "3f800001 3f800000 3f800000",
    class: "one",
    means: "keeps one digit more than f32 inside a block (A100, Ada)",
  },
  {
    words: "3f800001 3f800001 3f800000",
    class: "two",
    means: "keeps two digits more than f32 inside a block (H100, B200)",
  },
  {
    words: "3f800001 3f800001 3f800001",
    class: "three",
    tag: "excessPrecision",
    means: "keeps three digits or more than f32 inside a block",
  },
];

const finalRounding: readonly [ProbeOutcome, ...ProbeOutcome[]] = [
  { words: "40000001 c0000001", class: "nearest", means: "rounds sums of products to nearest" },
  { words: "40000000 c0000000", class: "towardZero", means: "cuts sums of products toward zero" },
  { words: "40000001 c0000000", class: "up", means: "rounds sums of products up" },
  { words: "40000000 c0000001", class: "down", means: "rounds sums of products down" },
];

const byOperand: readonly WordsProbe[] = operands.flatMap(({ name, dtype, options }): WordsProbe[] => [
  {
    kind: "words",
    id: `tensor.${name}.guard`,
    asks: `Beside a 1, what becomes of ${name} products 2 · 2^-24, 4 · 2^-25, 8 · 2^-26, which are 2^-23 together?`,
    source: "T4, T5, T6 after Fasi, Higham, Mikaitis and Pranesh 2021",
    calls: [
      dotCall(
        dtype,
        [
          [one, addend(2, p12, p12)],
          [one, addend(4, p12 / 2, p12)],
          [one, addend(8, p12 / 2, p12 / 2)],
        ],
        options,
      ),
    ],
    outcomes: lostBits,
  },
  {
    kind: "words",
    id: `tensor.${name}.round`,
    asks: `How is ±(2 + 3·2^-24) rounded, three quarters of a unit (${name})?`,
    source: "T7, T8 after Fasi, Higham, Mikaitis and Pranesh 2021",
    calls: [
      dotCall(
        dtype,
        [1, -1].map((sign) => [
          { at: 0, a: 1, b: sign * 2 },
          { at: 1, a: p12, b: sign * 3 * p12 },
        ]),
        options,
      ),
    ],
    outcomes: finalRounding,
  },
  {
    kind: "words",
    id: `tensor.${name}.cancel`,
    asks: `Is −(1 − 2^-24) + 1 − 2^-24 zero (${name})?`,
    source: "T3 after Fasi, Higham, Mikaitis and Pranesh 2021",
    calls: [dotCall(dtype, [[...belowOne(-1), addend(1, 1, 1), { at: addendAt + 1, a: p12, b: -p12 }]], options)],
    outcomes: [
      { words: "00000000", class: "exact", means: "subtracts without loss here" },
      { words: "34000000", class: "noGuard", means: "cuts terms at 2^-23 of the largest before they are added (V100)" },
    ],
  },
  {
    kind: "words",
    id: `tensor.${name}.monotone`,
    asks: `Does a larger addend give a larger sum (1 − 2^-24 and 1, with 4·2^-24, 8·2^-25, 16·2^-26; ${name})?`,
    source: "T15 after Fasi, Higham, Mikaitis and Pranesh 2021",
    calls: [
      dotCall(
        dtype,
        [
          [4, p24],
          [8, p25],
          [16, p26],
        ].flatMap(([times, size]) =>
          [belowOne(1), [one]].map((start) => [...start, addend(times as number, (size as number) / p12, p12)]),
        ),
        options,
      ),
    ],
    outcomes: [
      {
        words: "3f800000 3f800000 3f800000 3f800000 3f7fffff 3f800000",
        class: "absorbed",
        means: "gives no smaller sum for a larger addend; rounding after every addition absorbs small products",
      },
      {
        words: "3f800001 3f800000 3f7fffff 3f800000 3f7fffff 3f800000",
        class: "notMonotone",
        tag: "notMonotone",
        means: "gives a smaller sum for a larger addend: a block of 4 is cut at 2^-23 of its largest term (V100)",
      },
      {
        words: "3f800001 3f800002 3f800001 3f800000 3f7fffff 3f800000",
        class: "notMonotone",
        tag: "notMonotone",
        means: "gives a smaller sum for a larger addend: a block of 8 is cut at 2^-24 of its largest term (A100, Ada)",
      },
      {
        words: "3f800001 3f800002 3f800001 3f800002 3f800001 3f800000",
        class: "notMonotone",
        tag: "notMonotone",
        means:
          "gives a smaller sum for a larger addend: a block of 16 is cut at 2^-25 of its largest term (H100, B200)",
      },
      {
        words: "3f800001 3f800002 3f800000 3f800000 3f7fffff 3f800000",
        class: "cut",
        means: "cuts blocks of 4 at 2^-24 of their largest term (A100, Ada in tf32)",
      },
      {
        words: "3f800001 3f800002 3f800001 3f800002 3f800000 3f800000",
        class: "cut",
        means: "cuts blocks of 8 at 2^-25 of their largest term (H100, B200 in tf32)",
      },
    ],
  },
]);

export const tensorCoreProbes: readonly WordsProbe[] = [
  ...byOperand,
  {
    kind: "words",
    id: "tensor.f16.subnormal",
    asks: "Does an f16 matrix product use subnormal operands (2^-24 · 4)?",
    source: "T1 after Fasi, Higham, Mikaitis and Pranesh 2021",
    calls: [dotCall("f16", [[{ at: 0, a: p24, b: 4 }]])],
    outcomes: [
      { words: "34800000", class: "keeps", means: "multiplies f16 subnormals" },
      {
        words: "00000000",
        class: "flushes",
        tag: "tensorCore:flushes",
        means: "reads f16 subnormals as zero in matrix products (CDNA2)",
      },
    ],
  },
  {
    kind: "words",
    id: "tensor.f16.width",
    asks: "How many of 14 ones survive between 2^30 and −2^30, the latter at index 3, 7 and 8 of 16?",
    source: "T9, masks after FPRev",
    calls: [
      dotCall(
        "f16",
        [3, 7, 8].map((at) => [
          { at: 0, times: 16, a: 1, b: 1 },
          { at: 0, a: 0x8000, b: 0x8000 },
          { at, a: -0x8000, b: 0x8000 },
        ]),
        { k: 16 },
      ),
    ],
    outcomes: [
      { words: "41400000 41000000 40e00000", class: "sequential", means: "adds products one after the other" },
      { words: "41400000 41000000 40800000", class: "blocks4", means: "adds four products at once (V100)" },
      { words: "41000000 41000000 00000000", class: "blocks8", means: "adds eight products at once (A100, Ada)" },
      {
        words: "00000000 00000000 00000000",
        class: "blocks16",
        means: "adds sixteen products or more at once (H100, B200)",
      },
      {
        words: "41600000 41600000 41600000",
        class: "exact",
        tag: "excessPrecision",
        means: "loses none of them: accumulates in more digits",
      },
    ],
  },
  {
    kind: "words",
    id: "tensor.f16.output",
    asks: "How is 0.75 · 2^-24 rounded to an f16 result?",
    source: "T10",
    calls: [
      dotCall(
        "f16",
        [
          [
            { at: 0, a: p24, b: 0.5 },
            { at: 1, a: p24, b: 0.25 },
          ],
        ],
        { to: "f16" },
      ),
    ],
    outcomes: [
      { words: "0001", class: "nearest", means: "rounds f16 results to nearest" },
      { words: "0000", class: "towardZero", tag: "f16:rz", means: "cuts f16 results, or loses those below 2^-14" },
    ],
  },
  {
    kind: "words",
    id: "tensor.bf16.tiny",
    asks: "Is the sum of eight bf16 products of 2^-152 the least f32 number, or nothing; and is 2^-149 kept?",
    source: "T12; models of tensor cores disagree on it",
    calls: [dotCall("bf16", [[{ at: 0, times: 8, a: tiny / 16, b: tiny / 16 }], [{ at: 0, a: tiny, b: tiny / 32 }]])],
    outcomes: [
      { words: "00000000 00000001", class: "roundedProducts", means: "rounds every product to f32, subnormals kept" },
      {
        words: "00000001 00000001",
        class: "fusedProducts",
        means: "adds products that are not rounded, subnormals kept",
      },
      {
        words: "00000000 00000000",
        class: "flushes",
        tag: "tensorCore:bf16Flushes",
        means: "loses results below 2^-126",
      },
    ],
  },
  {
    kind: "words",
    id: "tensor.tf32.operands",
    asks: "How are f32 operands rounded to tf32 when rna, rz and rne are asked for (1 + 2^-10 − 2^-23; a tie)?",
    source: "T13",
    calls: (["rna", "rz", "rne"] as const).map((tf32) =>
      dotCall(
        "f32",
        [[{ at: 0, a: 1 + (0x1fff * 2) / 0x1000000, b: 1 }], [{ at: 0, a: 1 + (0x1000 * 2) / 0x1000000, b: 1 }]],
        { tf32 },
      ),
    ),
    outcomes: [
      {
        words: "3f802000 3f802000 3f800000 3f800000 3f802000 3f800000",
        class: "asAsked",
        means: "rounds tf32 operands as it is asked",
      },
      {
        words: "3f800000 3f800000 3f800000 3f800000 3f800000 3f800000",
        class: "truncates",
        tag: "tf32:rz",
        means: "cuts tf32 operands whatever is asked",
      },
      {
        words: "3f801fff 3f801000 3f801fff 3f801000 3f801fff 3f801000",
        class: "ignores",
        tag: "tf32:ignored",
        means: "does not round to tf32",
      },
    ],
  },
  {
    kind: "words",
    id: "tensor.e5m2.accumulator",
    asks: "How many digits does an e5m2 matrix product accumulate in (1 + 2^-13 + 2^-14)?",
    source: "T11",
    calls: [dotCall("e5m2", [[one, { at: 1, a: p8 * 2, b: p8 * 4 }, { at: 2, a: p8 * 2, b: p8 * 2 }]])],
    outcomes: [
      { words: "3f800600", class: "f32", means: "accumulates e5m2 products in f32" },
      {
        words: "3f800400",
        class: "fourteenDigits",
        tag: "fp8Accumulator:14",
        means: "accumulates e5m2 products with 14 digits (Ada, H100)",
      },
    ],
  },
  {
    kind: "words",
    id: "tensor.e4m3fn.stuck",
    asks: "Do 262144 e4m3fn products of 2^-8 add up to 1024?",
    source: "T16",
    calls: [dotCall("e4m3fn", [[{ at: 0, times: 262144, a: 1 / 16, b: 1 / 16 }]], { k: 262144 })],
    outcomes: [
      { words: "44800000", class: "exact", means: "adds up to 1024" },
      {
        words: "42800000",
        class: "stuck",
        tag: "fp8Accumulator:14",
        means: "stays at 64 whatever is added: its accumulator of 14 digits absorbs the products",
      },
    ],
  },
];
