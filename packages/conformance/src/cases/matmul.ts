/** Cases of the matrix product (N5). */
import type { FloatDtype, KernelParams, Tf32Rounding } from "@binade/backend";
import type { Word } from "../spec/specTensor.ts";
import type { CaseGenerator, CaseSet, ConformanceCase, Operand } from "./conformanceCase.ts";
import { createRandom } from "./createRandom.ts";
import { broadcastOperand, operand, written } from "./operands.ts";
import { randomWords, type Spread, specialWords } from "./words.ts";

const operandDtypes: readonly (readonly [FloatDtype, FloatDtype, FloatDtype])[] = [
  ["f32", "f32", "f32"],
  ["f16", "f16", "f16"],
  ["f16", "f16", "f32"],
  ["bf16", "bf16", "bf16"],
  ["bf16", "bf16", "f32"],
  ["e4m3fn", "e4m3fn", "f32"],
  ["e5m2", "e5m2", "f32"],
  ["e4m3fn", "e5m2", "f16"],
  ["f16", "bf16", "f32"],
  ["f32", "f16", "f32"],
];

/** `[m, k, n]` at and around tiles, vectors and the block of 256. */
const shapes = {
  quick: [
    [1, 1, 1],
    [1, 7, 1],
    [2, 3, 2],
    [3, 4, 5],
    [4, 4, 4],
    [5, 8, 3],
    [7, 16, 9],
    [8, 17, 8],
    [1, 255, 2],
    [2, 256, 1],
    [1, 257, 2],
    [1, 513, 1],
    [16, 5, 16],
    [17, 3, 33],
    [33, 2, 17],
    [65, 1, 64],
  ],
  full: [
    [64, 64, 64],
    [63, 65, 66],
    [128, 33, 129],
    [9, 255, 7],
    [9, 256, 7],
    [9, 257, 7],
    [5, 511, 5],
    [5, 512, 5],
    [5, 1025, 5],
    [31, 300, 31],
    [127, 40, 129],
  ],
} as const;

/** Elements evaluated of a larger result: its corners and edges, and random ones. */
const sampledElements = 48;

interface Draw {
  readonly id: string;
  readonly set: CaseSet;
  readonly a: Spread;
  readonly b: Spread;
}

const draws: readonly Draw[] = [
  { id: "subnormal products", set: "subnormals", a: "subnormal", b: "nearOne" },
  { id: "cancelling", set: "cancellation", a: "nearOne", b: "nearOne" },
  { id: "integers", set: "ties", a: "integers", b: "integers" },
  { id: "anything", set: "overflow", a: "anything", b: "anything" },
];

export const matmulCases: CaseGenerator<"matmul"> = function* ({ suite, seed }) {
  for (const [aDtype, bDtype, yDtype] of operandDtypes) {
    const random = createRandom(seed);
    const op = `${aDtype} × ${bDtype} to ${yDtype}`;
    const make = maker(op, aDtype, yDtype, {}, random);
    const draw = (dtype: FloatDtype, count: number, spread?: Spread): Word[] =>
      randomWords(dtype, count, random, spread);
    const list = suite === "full" ? [...shapes.quick, ...shapes.full] : shapes.quick;
    for (const [m, k, n] of list) {
      const a = operand(aDtype, [m, k], draw(aDtype, m * k));
      yield make(`${m} × ${k} × ${n}`, "shapes", [m, n], [a, operand(bDtype, [k, n], draw(bDtype, k * n))]);
    }
    for (const { id, set, a, b } of draws) {
      const left = operand(aDtype, [6, 9], draw(aDtype, 54, a));
      yield make(id, set, [6, 7], [left, operand(bDtype, [9, 7], draw(bDtype, 63, b))]);
    }
    yield* specialCases(make, aDtype, bDtype);
    yield* layoutCases(make, aDtype, bDtype, random);
    for (const biasDtype of new Set([yDtype, "f32"] as const)) {
      const inputs = [operand(aDtype, [4, 5], draw(aDtype, 20)), operand(bDtype, [5, 6], draw(bDtype, 30))];
      const bias = broadcastOperand(biasDtype, [4, 6], draw(biasDtype, 6), [0]);
      yield make(`bias ${biasDtype}`, "shapes", [4, 6], [...inputs, bias]);
      const zeros = [operand(aDtype, [2, 3], [0]), operand(bDtype, [3, 2], [0])];
      yield make(
        `bias −0 ${biasDtype}`,
        "zeros",
        [2, 2],
        [...zeros, operand(biasDtype, [2, 2], specialWords(biasDtype).slice(-4))],
      );
    }
  }
  for (const tf32 of ["rna", "rz", "rne"] as const) yield* tf32Cases(tf32, seed);
};

type Make = (
  id: string,
  set: CaseSet,
  shape: readonly number[],
  inputs: readonly Operand[],
) => ConformanceCase<"matmul">;

function maker(
  op: string,
  dtype: FloatDtype,
  yDtype: FloatDtype,
  params: KernelParams["matmul"],
  random: () => number,
): Make {
  return (id, set, shape, inputs) => {
    const count = shape.reduce((product, size) => product * size, 1);
    const base = { id, kernel: "matmul", op, dtype, set, params, inputs, outputs: [written(yDtype, shape)] } as const;
    return count <= sampledElements ? base : { ...base, sample: [sampleOf(shape, count, random)] };
  };
}

/** The corners of the last matrix, and random elements. */
function sampleOf(shape: readonly number[], count: number, random: () => number): number[] {
  const n = shape[shape.length - 1] as number;
  const corners = [0, n - 1, count - n, count - 1];
  const others = Array.from({ length: sampledElements - corners.length }, () => random() % count);
  return [...new Set([...corners, ...others])].sort((a, b) => a - b);
}

/** Each special word in a product and in a sum; what comes before and after it in k. */
function* specialCases(make: Make, aDtype: FloatDtype, bDtype: FloatDtype): Generator<ConformanceCase<"matmul">> {
  const [left, right] = [specialWords(aDtype), specialWords(bDtype)];
  yield make(
    "pairs of specials",
    "specials",
    [left.length, right.length],
    [operand(aDtype, [left.length, 1], left), operand(bDtype, [1, right.length], right)],
  );
  const rows = left.flatMap((word) => [word, 0, word]);
  yield make(
    "specials in k",
    "nan",
    [left.length, 3],
    [operand(aDtype, [left.length, 3], rows), operand(bDtype, [3, 3], right.slice(0, 9))],
  );
  yield make("k is empty", "empty", [3, 2], [operand(aDtype, [3, 0], [0]), operand(bDtype, [0, 2], [0])]);
  yield make("no rows", "empty", [0, 2], [operand(aDtype, [0, 3], [0]), operand(bDtype, [3, 2], right)]);
  const negativeZero = specialWords(aDtype)[specialWords(aDtype).length / 2] as Word;
  yield make(
    "products of −0",
    "zeros",
    [2, 2],
    [
      operand(aDtype, [2, 3], [negativeZero]),
      operand(bDtype, [3, 2], randomWords(bDtype, 6, createRandom(1), "nearOne")),
    ],
  );
}

function* layoutCases(
  make: Make,
  aDtype: FloatDtype,
  bDtype: FloatDtype,
  random: () => number,
): Generator<ConformanceCase<"matmul">> {
  const a = randomWords(aDtype, 60, random);
  const b = randomWords(bDtype, 60, random);
  for (const kind of ["transposed", "offset", "gapped"] as const) {
    yield make(`${kind} a`, "layouts", [3, 4], [operand(aDtype, [3, 5], a, { kind }), operand(bDtype, [5, 4], b)]);
    yield make(`${kind} b`, "layouts", [3, 4], [operand(aDtype, [3, 5], a), operand(bDtype, [5, 4], b, { kind })]);
  }
  yield make("batches", "shapes", [2, 2, 3, 4], [operand(aDtype, [2, 2, 3, 5], a), operand(bDtype, [2, 2, 5, 4], b)]);
  yield make(
    "broadcast batches",
    "layouts",
    [2, 3, 4],
    [broadcastOperand(aDtype, [2, 3, 5], a, [0]), operand(bDtype, [2, 5, 4], b)],
  );
}

/** Operands whose low 13 bits matter, ties at bit 13, NaN with a payload only there, finite overflow. */
function* tf32Cases(tf32: Tf32Rounding, seed: number): Generator<ConformanceCase<"matmul">> {
  const random = createRandom(seed);
  const make = maker(`tf32 ${tf32}`, "f32", "f32", { tf32 }, random);
  const ties = randomWords("f32", 40, random).map((word) => ((word & ~0x1fff) | 0x1000) >>> 0);
  const edges = ties.flatMap((word) => [word - 1, word, word + 1]);
  const specials = [
    ...specialWords("f32"),
    0x7f800001,
    0xff801fff,
    0x7f7fffff,
    0x7f7ff000,
    0x7f7fefff,
    0x00001000,
    0x80000fff,
  ];
  for (const [id, set, words] of [
    ["ties at bit 13", "ties", edges],
    ["specials", "nan", specials],
    ["moderate", "random", randomWords("f32", 60, random)],
  ] as const) {
    const inputs = [operand("f32", [words.length, 1], words), operand("f32", [1, 2], [0x3f800000, 0xbf800000])];
    yield make(id, set, [words.length, 2], inputs);
  }
  yield make(
    "rounded sums",
    "shapes",
    [4, 4],
    [
      operand("f32", [4, 31], randomWords("f32", 124, random)),
      operand("f32", [31, 4], randomWords("f32", 124, random)),
    ],
  );
}
