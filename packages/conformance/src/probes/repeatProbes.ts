/** Whether the same call gives the same words each time. */
import { createRandom } from "../cases/createRandom.ts";
import { operand, written } from "../cases/operands.ts";
import { randomWords } from "../cases/words.ts";
import type { RepeatProbe } from "./probe.ts";
import { call } from "./probeCalls.ts";

const random = createRandom(1);
const moderate = (shape: readonly number[], dtype: "f32" | "f16" = "f32"): ReturnType<typeof operand> =>
  operand(
    dtype,
    shape,
    randomWords(
      dtype,
      shape.reduce((product, size) => product * size, 1),
      random,
    ),
  );

export const repeatProbes: readonly RepeatProbe[] = [
  {
    kind: "repeat",
    id: "sum.f32.repeat",
    asks: "Are the words of a sum of 5000 numbers the same 20 times?",
    calls: [call("reduce", { op: "sum", axes: [0] }, [written("f32", [1])], [moderate([5000])])],
    times: 20,
  },
  {
    kind: "repeat",
    id: "matmul.repeat",
    asks: "Are the words of f32 and f16 products (k = 500) the same 20 times?",
    calls: [
      call("matmul", {}, [written("f32", [2, 3])], [moderate([2, 500]), moderate([500, 3])]),
      call("matmul", {}, [written("f32", [2, 3])], [moderate([2, 500], "f16"), moderate([500, 3], "f16")]),
    ],
    times: 20,
  },
];
