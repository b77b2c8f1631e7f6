/** Cases of the reductions (N3, N6). */
import { type Dtype, isFloatDtype, type ReduceOp } from "@binade/backend";
import type { Word } from "../spec/specTensor.ts";
import type { CaseGenerator, CaseSet, ConformanceCase, Layout, Suite } from "./conformanceCase.ts";
import { createRandom } from "./createRandom.ts";
import { operand, written } from "./operands.ts";
import { randomWords, specialWords } from "./words.ts";

const ops: readonly ReduceOp[] = ["sum", "mean", "max", "min", "argmax"];
const dtypes = ["f32", "f16", "bf16", "i32", "u8"] as const satisfies readonly Dtype[];

/** Around lanes (64) and blocks (4096), and beyond a second level of blocks. */
const lengths: { readonly [S in Suite]: readonly number[] } = {
  quick: [1, 2, 3, 31, 32, 33, 63, 64, 65, 127, 128, 129, 4095, 4096, 4097],
  full: [1, 2, 3, 5, 31, 32, 33, 63, 64, 65, 127, 128, 129, 1000, 4095, 4096, 4097, 8191, 8192, 8193, 70_000, 300_000],
};

const isLong = (length: number): boolean => length > 1000;

export const reduceCases: CaseGenerator<"reduce"> = function* ({ suite, seed }) {
  for (const op of ops) {
    for (const dtype of dtypes) {
      if (op === "mean" && !isFloatDtype(dtype)) continue;
      const random = createRandom(seed);
      for (const output of outputsOf(op, dtype)) yield* casesOf({ op, dtype, output, suite, random });
    }
  }
};

interface Subject {
  readonly op: ReduceOp;
  readonly dtype: Dtype;
  readonly output: Dtype;
  readonly suite: Suite;
  readonly random: () => number;
}

function* casesOf(subject: Subject): Generator<ConformanceCase<"reduce">> {
  const { op, dtype, output, suite, random } = subject;
  const make = (
    id: string,
    set: CaseSet,
    shape: readonly number[],
    words: readonly Word[],
    axes = [0],
    layout?: Layout,
  ) => {
    const kept = shape.filter((_, axis) => !axes.includes(axis));
    return {
      id: output === dtype || op === "argmax" ? id : `${id}, to ${output}`,
      kernel: "reduce",
      op,
      dtype,
      set,
      params: { op, axes },
      outputs: [written(output, kept)],
      inputs: [operand(dtype, shape, words, layout)],
    } as const;
  };
  const isFirst = output === outputsOf(op, dtype)[0];
  for (const length of lengths[suite]) {
    if (isLong(length) && !(isFirst && (op === "sum" || op === "mean" || suite === "full"))) continue;
    yield make(`length ${length}`, "order", [length], randomWords(dtype, length, random));
  }
  yield make("subnormals", "subnormals", [70], randomWords(dtype, 70, random, "subnormal"));
  yield make("cancelling", "cancellation", [130], randomWords(dtype, 130, random, "nearOne"));
  yield make("integers", "ties", [90], randomWords(dtype, 90, random, "integers"));
  yield make("anything", "overflow", [12, 40], randomWords(dtype, 480, random, "anything"), [1]);
  yield* placedSpecials(subject, make);
  for (const axes of [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2], []]) {
    yield make(`axes ${axes}`, "shapes", [3, 4, 5], randomWords(dtype, 60, random), axes);
  }
  for (const kind of ["transposed", "offset", "gapped"] as const) {
    yield make(kind, "layouts", [3, 4, 5], randomWords(dtype, 60, random), [0, 2], { kind });
  }
  yield make("no results", "empty", [0, 3], [0], [1]);
  if (op === "sum") yield make("empty sum", "empty", [2, 0], [0], [1]);
}

/** Every special word alone, beside a zero, after a larger one: what order and NaN rules turn on. */
function* placedSpecials(
  { dtype }: Subject,
  make: (
    id: string,
    set: CaseSet,
    shape: readonly number[],
    words: readonly Word[],
    axes?: number[],
  ) => ConformanceCase<"reduce">,
): Generator<ConformanceCase<"reduce">> {
  const specials = specialWords(dtype);
  const signBit = specials[specials.length / 2] ?? 0;
  const count = specials.length;
  const pairs = specials.flatMap((a) => specials.map((b) => [a, b]));
  yield make("one special", "specials", [count, 1], specials, [1]);
  yield make("pairs of specials", "nan", [pairs.length, 2], pairs.flat(), [1]);
  yield make("zeros", "zeros", [4, 3], [0, signBit, 0, signBit, 0, signBit, signBit, signBit, signBit, 0, 0, 0], [1]);
  const inLastLane = specials.flatMap((word) => Array.from({ length: 66 }, (_, i) => (i === 65 ? word : signBit)));
  yield make("special in another lane", "nan", [count, 66], inLastLane, [1]);
}

/** Dtypes of the result; the first is the usual one. */
function outputsOf(op: ReduceOp, dtype: Dtype): readonly Dtype[] {
  if (op === "argmax") return ["i32"];
  if (op === "max" || op === "min") return [dtype];
  if (!isFloatDtype(dtype)) return dtype === "i32" ? ["i32"] : ["i32", "u8"];
  return dtype === "f32" ? ["f32", "f16"] : [dtype, "f32"];
}
