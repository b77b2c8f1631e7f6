/** Cases of the kernels that index rows (N7). */
import type { Dtype, FloatDtype } from "@binade/backend";
import type { CaseGenerator } from "./conformanceCase.ts";
import { createRandom } from "./createRandom.ts";
import { operand, written } from "./operands.ts";
import { randomWords, type Spread, specialWords } from "./words.ts";

const anything = ["f32", "f16", "bf16", "i32", "u8", "e4m3fn", "e5m2"] as const satisfies readonly Dtype[];
const computing = ["f32", "f16", "bf16"] as const satisfies readonly FloatDtype[];

/** `[rows, width]` of the table and how many rows are taken or added. */
const sizes = [
  [1, 1, 1],
  [4, 3, 9],
  [7, 65, 3],
  [3, 4, 0],
  [2, 0, 5],
  [5, 1, 70],
] as const;

export const gatherRowsCases: CaseGenerator<"gatherRows"> = function* ({ seed }) {
  for (const dtype of anything) {
    const random = createRandom(seed);
    for (const [rows, width, count] of sizes) {
      const words = specialWords(dtype);
      const table = operand(
        dtype,
        [rows, width],
        Array.from({ length: rows * width }, () => words[random() % words.length] ?? 0),
      );
      const index = operand(
        "i32",
        [count],
        Array.from({ length: count }, () => random() % rows),
      );
      for (const kind of ["dense", "transposed"] as const) {
        yield {
          id: `${count} of ${rows} × ${width}, ${kind}`,
          kernel: "gatherRows",
          op: "gatherRows",
          dtype,
          set: count * width === 0 ? "empty" : kind === "dense" ? "shapes" : "layouts",
          params: {},
          outputs: [written(dtype, [count, width])],
          inputs: [{ ...table, layout: { kind } }, index],
        };
      }
    }
  }
};

export const scatterAddRowsCases: CaseGenerator<"scatterAddRows"> = function* ({ seed }) {
  const spreads: readonly Spread[] = ["moderate", "anything", "subnormal", "nearOne"];
  const sets = {
    moderate: "order",
    anything: "nan",
    subnormal: "subnormals",
    nearOne: "cancellation",
    integers: "ties",
  } as const;
  for (const dtype of computing) {
    for (const spread of spreads) {
      const random = createRandom(seed);
      for (const [rows, width, count] of sizes) {
        yield {
          id: `${count} into ${rows} × ${width}, ${spread}`,
          kernel: "scatterAddRows",
          op: "scatterAddRows",
          dtype,
          set: count * width === 0 ? "empty" : sets[spread],
          params: {},
          outputs: [written(dtype, [rows, width])],
          inputs: [
            operand(dtype, [count, width], randomWords(dtype, count * width, random, spread)),
            operand(
              "i32",
              [count],
              Array.from({ length: count }, () => random() % rows),
            ),
          ],
        };
      }
    }
    const signBit = specialWords(dtype)[specialWords(dtype).length / 2] as number;
    yield {
      id: "rows of −0",
      kernel: "scatterAddRows",
      op: "scatterAddRows",
      dtype,
      set: "zeros",
      params: {},
      outputs: [written(dtype, [3, 2])],
      inputs: [operand(dtype, [2, 2], [signBit]), operand("i32", [2], [0, 2])],
    };
  }
};
