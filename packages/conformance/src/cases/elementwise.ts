/** Cases of the kernels that work element by element. */
import type { BinaryOp, CompareOp, Dtype, KernelName, KernelParams, UnaryOp } from "@binade/backend";
import type { Word } from "../spec/specTensor.ts";
import { castTies } from "./castTies.ts";
import type { CaseGenerator, CaseSet, ConformanceCase, Layout, Operand, Suite } from "./conformanceCase.ts";
import { createRandom } from "./createRandom.ts";
import { broadcastOperand, operand, written } from "./operands.ts";
import { everyWord, randomWords, type Spread, specialWords } from "./words.ts";

const computing = ["f32", "f16", "bf16"] as const satisfies readonly Dtype[];
const numbers = [...computing, "i32", "u8"] as const satisfies readonly Dtype[];
const anything = [...numbers, "e4m3fn", "e5m2"] as const satisfies readonly Dtype[];
const is16Bit = (dtype: Dtype): boolean => dtype === "f16" || dtype === "bf16";

const unaryOps: readonly UnaryOp[] = [
  "neg",
  "abs",
  "sqrt",
  "rsqrt",
  "exp",
  "expm1",
  "log",
  "log1p",
  "sin",
  "cos",
  "tanh",
  "sigmoid",
  "erf",
  "relu",
  "silu",
  "gelu",
  "geluTanh",
];
const binaryOps: readonly BinaryOp[] = ["add", "sub", "mul", "div", "pow", "maximum", "minimum"];
const compareOps: readonly CompareOp[] = ["eq", "ne", "lt", "le", "gt", "ge"];

/** Shapes at the edges of vectors and work groups; the last ones are empty. */
const lengths = [1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 31, 33, 63, 64, 65, 127, 129, 255, 257, 1023, 1025];

interface Part {
  readonly id: string;
  readonly set: CaseSet;
  readonly shape: readonly number[];
  /** Words of each input. */
  readonly inputs: readonly Operand[];
}

const sizes: { readonly [S in Suite]: { readonly random: number; readonly stride: number } } = {
  quick: { random: 160, stride: 211 },
  full: { random: 4000, stride: 1 },
};

/** One input: specials, random words of every spread, all words of a 16-bit dtype, lengths, layouts, an empty tensor. */
function* oneInput(dtype: Dtype, suite: Suite, random: () => number): Generator<Part> {
  const { random: count, stride } = sizes[suite];
  const part = (id: string, set: CaseSet, words: readonly Word[], shape = [words.length], layout?: Layout): Part => ({
    id,
    set,
    shape,
    inputs: [operand(dtype, shape, words, layout)],
  });
  yield part("specials", "specials", specialWords(dtype));
  yield part("anything", "random", randomWords(dtype, count, random, "anything"));
  yield part("moderate", "random", randomWords(dtype, count, random));
  yield part("subnormal", "subnormals", randomWords(dtype, count >> 1, random, "subnormal"));
  if (is16Bit(dtype))
    yield part(
      "every word",
      "exhaustive",
      everyWord(dtype).filter((word) => word % stride === 0),
    );
  for (const length of lengths) yield part(`length ${length}`, "shapes", randomWords(dtype, 8, random), [length]);
  for (const kind of ["offset", "transposed", "gapped"] as const) {
    yield part(kind, "layouts", randomWords(dtype, 30, random), [2, 3, 5], { kind });
  }
  yield part("empty", "empty", [0], [3, 0, 2]);
  yield part("scalar", "shapes", randomWords(dtype, 1, random), []);
  yield part("size-1 axes", "shapes", randomWords(dtype, 6, random), [1, 6, 1]);
}

/** Two inputs: every pair of specials, random words, lengths, layouts of either, broadcasting, an empty tensor. */
function* twoInputs(dtype: Dtype, suite: Suite, random: () => number): Generator<Part> {
  const { random: count } = sizes[suite];
  const specials = suite === "full" ? specialWords(dtype) : specialWords(dtype).filter((_, i) => i % 3 !== 2);
  const draw = (size: number, spread?: Spread): Word[] => randomWords(dtype, size, random, spread);
  const pair = (id: string, set: CaseSet, shape: readonly number[], a: Operand, b: Operand): Part => ({
    id,
    set,
    shape,
    inputs: [a, b],
  });
  const dense = (id: string, set: CaseSet, a: readonly Word[], b: readonly Word[], shape = [a.length]): Part =>
    pair(id, set, shape, operand(dtype, shape, a), operand(dtype, shape, b));

  const square = [specials.length, specials.length];
  yield pair(
    "pairs of specials",
    "specials",
    square,
    broadcastOperand(dtype, square, specials, [1]),
    broadcastOperand(dtype, square, specials, [0]),
  );
  const spreads: readonly (readonly [CaseSet, Spread])[] = [
    ["random", "anything"],
    ["random", "moderate"],
    ["subnormals", "subnormal"],
    ["cancellation", "nearOne"],
    ["ties", "integers"],
  ];
  for (const [set, spread] of spreads) yield dense(spread, set, draw(count, spread), draw(count, spread));
  yield dense("subnormal by moderate", "subnormals", draw(count >> 1, "subnormal"), draw(count >> 1));
  for (const length of lengths) yield dense(`length ${length}`, "shapes", draw(8), draw(8), [length]);
  for (const kind of ["offset", "transposed", "gapped"] as const) {
    const shape = [2, 3, 5];
    yield pair(kind, "layouts", shape, operand(dtype, shape, draw(30), { kind }), operand(dtype, shape, draw(30)));
    yield pair(
      `${kind} second`,
      "layouts",
      shape,
      operand(dtype, shape, draw(30)),
      operand(dtype, shape, draw(30), { kind }),
    );
  }
  for (const axes of [[0], [1], [2], [0, 1, 2]]) {
    const shape = [2, 3, 5];
    const other = operand(dtype, shape, draw(30));
    yield pair(`broadcast ${axes}`, "layouts", shape, broadcastOperand(dtype, shape, draw(30), axes), other);
  }
  yield dense("empty", "empty", [0], [0], [3, 0, 2]);
  yield dense("scalars", "shapes", draw(1), draw(1), []);
}

function toCase<N extends KernelName>(
  { id, set, shape, inputs }: Part,
  {
    kernel,
    op,
    dtype,
    params,
    output,
  }: {
    readonly kernel: N;
    readonly op: string;
    readonly dtype: Dtype;
    readonly params: KernelParams[N];
    readonly output: Dtype;
  },
): ConformanceCase<N> {
  return { id, kernel, op, dtype, set, params, inputs, outputs: [written(output, shape)] };
}

export const unaryCases: CaseGenerator<"unary"> = function* ({ suite, seed }) {
  for (const op of unaryOps) {
    for (const dtype of computing) {
      for (const part of oneInput(dtype, suite, createRandom(seed))) {
        yield toCase(part, { kernel: "unary", op, dtype, params: { op }, output: dtype });
      }
    }
  }
};

export const binaryCases: CaseGenerator<"binary"> = function* ({ suite, seed }) {
  for (const op of binaryOps) {
    for (const dtype of [...computing, "i32"] as const) {
      if (dtype === "i32" && (op === "div" || op === "pow")) continue;
      for (const part of twoInputs(dtype, suite, createRandom(seed))) {
        yield toCase(part, { kernel: "binary", op, dtype, params: { op }, output: dtype });
      }
    }
  }
};

export const compareCases: CaseGenerator<"compare"> = function* ({ suite, seed }) {
  for (const op of compareOps) {
    for (const dtype of numbers) {
      for (const part of twoInputs(dtype, suite, createRandom(seed))) {
        yield toCase(part, { kernel: "compare", op, dtype, params: { op }, output: "u8" });
      }
    }
  }
};

/** Every pair of dtypes, plain and saturating; the judgement is filed under the source. */
export const castCases: CaseGenerator<"cast"> = function* ({ suite, seed }) {
  for (const from of anything) {
    for (const to of anything) {
      if (from === to) continue;
      for (const saturate of [false, true]) {
        const op = `${from} to ${to}${saturate ? ", saturate" : ""}`;
        const ties = castTies(from, to, suite);
        const tiePart: Part = {
          id: "ties",
          set: "ties",
          shape: [ties.length],
          inputs: [operand(from, [ties.length], ties)],
        };
        for (const part of [...oneInput(from, suite, createRandom(seed)), ...(ties.length === 0 ? [] : [tiePart])]) {
          yield toCase(part, { kernel: "cast", op, dtype: from, params: { saturate }, output: to });
        }
      }
    }
  }
};

/** The moved words are all that matters, so every dtype takes part and NaN payloads count as words. */
export const copyCases: CaseGenerator<"copy"> = function* ({ suite, seed }) {
  for (const dtype of anything) {
    for (const part of oneInput(dtype, suite, createRandom(seed))) {
      yield toCase(part, { kernel: "copy", op: "copy", dtype, params: {}, output: dtype });
    }
  }
};

export const selectCases: CaseGenerator<"select"> = function* ({ suite, seed }) {
  for (const dtype of anything) {
    const random = createRandom(seed);
    for (const { inputs, ...part } of twoInputs(dtype, suite, random)) {
      const condition = operand(
        "u8",
        part.shape,
        randomWords("u8", 97, random, "anything").map((word) => word & (word >> 4)),
      );
      yield toCase(
        { ...part, inputs: [condition, ...inputs] },
        { kernel: "select", op: "select", dtype, params: {}, output: dtype },
      );
    }
  }
};

const fillValues = [
  0,
  -0,
  1,
  -1,
  0.1,
  1 / 3,
  1 + 2 ** -11 + 2 ** -40,
  2 ** -24,
  2 ** -25,
  65504,
  65519.99,
  65520,
  255.5,
  -3.7,
  1e10,
  -1e10,
  1e-300,
  1e300,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.NaN,
];

export const fillCases: CaseGenerator<"fill"> = function* () {
  for (const dtype of numbers) {
    for (const value of fillValues) {
      const part: Part = {
        id: `value ${Object.is(value, -0) ? "-0" : value}`,
        set: "specials",
        shape: [5],
        inputs: [],
      };
      yield toCase(part, { kernel: "fill", op: "fill", dtype, params: { value }, output: dtype });
    }
    for (const length of [...lengths, 0]) {
      const part: Part = {
        id: `length ${length}`,
        set: length === 0 ? "empty" : "shapes",
        shape: [length],
        inputs: [],
      };
      yield toCase(part, { kernel: "fill", op: "fill", dtype, params: { value: 1.25 }, output: dtype });
    }
  }
};
