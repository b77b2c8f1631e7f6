import type { Dtype, ReduceOp } from "@binade/backend";
import { describe, test } from "vitest";
import { reduce } from "./evaluators/reduce.ts";
import { type CodeView, logical } from "./support/codes.ts";
import { type CodeSet, randomCodes } from "./support/randomCodes.ts";
import { expectKernel } from "./support/runKernel.ts";

async function check(x: CodeView, op: ReduceOp, axes: readonly number[], output: Dtype): Promise<void> {
  const shape = x.shape.filter((_, axis) => !axes.includes(axis));
  const expected = reduce(logical(x), op, axes, output);
  await expectKernel("reduce", { dtype: output, shape }, [x], { op, axes }, expected);
}

function vector(dtype: Dtype, count: number, set: CodeSet): CodeView {
  return { dtype, shape: [count], codes: randomCodes(dtype, count, set, "vector") };
}

const floats: readonly Dtype[] = ["f32", "f16", "bf16"];
const integers: readonly Dtype[] = ["i32", "u8"];
const lengths = [1, 2, 31, 32, 33, 63, 64, 65, 127, 128, 129, 4095, 4096, 4097, 4159, 4160, 4161, 8192, 8193];

describe("reduce, sum and mean", () => {
  test.each(floats)("%s: 64 lanes in blocks of 4096, then a tree, at every length (N6)", async (dtype) => {
    for (const length of lengths) {
      await check(vector(dtype, length, "mixed"), "sum", [0], "f32");
      await check(vector(dtype, length, "mixed"), "mean", [0], dtype);
    }
  });

  test.each(floats)(
    "%s: 70 000 elements are 18 blocks, whose sums are reduced by the same rule (N6)",
    async (dtype) => {
      await check(vector(dtype, 70000, "mixed"), "sum", [0], "f32");
    },
  );

  test("f32: block sums cross a block again, beyond 4096 · 4096 elements of one view (N6)", async () => {
    // One element, broadcast: 4096 equal blocks and one more of a single element.
    const x: CodeView = { dtype: "f32", shape: [4096 * 4096 + 1], strides: [0], codes: [0x3f800001] };
    // Every lane adds 64 equal values, and the tree doubles: exact powers of two times what 64 additions round to.
    let lane = Math.fround(0);
    const value = 1 + 2 ** -23;
    for (let i = 0; i < 64; i++) lane = Math.fround(lane + value);
    const block = Math.fround(lane * 64);
    let upper = Math.fround(0);
    for (let i = 0; i < 64; i++) upper = Math.fround(upper + block);
    const total = Math.fround(Math.fround(upper * 64) + value);
    const expected = new Uint32Array(Float32Array.of(total).buffer)[0]!;
    await expectKernel("reduce", { dtype: "f32", shape: [] }, [x], { op: "sum", axes: [0] }, [expected]);
  });

  test.each(floats)("%s: special values and any codes whatever (N1, N2, N6)", async (dtype) => {
    for (const set of ["special", "any", "subnormal"] as const) {
      for (const length of [1, 2, 3, 65, 200]) {
        await check(vector(dtype, length, set), "sum", [0], dtype);
        await check(vector(dtype, length, set), "sum", [0], "f32");
        await check(vector(dtype, length, set), "mean", [0], dtype);
      }
    }
  });

  test.each(floats)("%s: lanes start at +0, so a sum of −0 is +0, and so is an empty one (N2, N6)", async (dtype) => {
    const negativeZero = dtype === "f32" ? 0x80000000 : 0x8000;
    for (const length of [1, 64, 70]) {
      const x: CodeView = { dtype, shape: [length], codes: new Array(length).fill(negativeZero) };
      await expectKernel("reduce", { dtype, shape: [] }, [x], { op: "sum", axes: [0] }, [0]);
    }
    await expectKernel("reduce", { dtype, shape: [] }, [vector(dtype, 0, "any")], { op: "sum", axes: [0] }, [0]);
  });

  test("f16: sums beyond 65504 stay in f32 until the one rounding (N6)", async () => {
    const x: CodeView = { dtype: "f16", shape: [5], codes: [0x7bff, 0x7bff, 0xfbff, 0xfbff, 0x3c00] };
    await expectKernel("reduce", { dtype: "f16", shape: [] }, [x], { op: "sum", axes: [0] }, [0x3c00]);
  });

  test("a mean divides by rn32(n), it does not multiply by a reciprocal (N6)", async () => {
    for (const length of [3, 5, 7, 10, 41, 49, 55]) await check(vector("f32", length, "small"), "mean", [0], "f32");
  });
});

describe("reduce over axes and views", () => {
  test.each(floats)("%s: one axis, several, all; first, middle, last; none (N6)", async (dtype) => {
    const x: CodeView = { dtype, shape: [3, 5, 4, 2], codes: randomCodes(dtype, 120, "mixed", "axes") };
    for (const axes of [[0], [1], [2], [3], [0, 2], [1, 3], [1, 2], [0, 1, 2, 3], [], [2, 3]]) {
      await check(x, "sum", axes, dtype);
      await check(x, "mean", axes, "f32");
      await check(x, "max", axes, dtype);
      await check(x, "min", axes, dtype);
      await check(x, "argmax", axes, "i32");
    }
  });

  test.each(floats)("%s: the order is that of the logical view, whatever the strides (N6)", async (dtype) => {
    const codes = randomCodes(dtype, 2 * 70 * 66, "mixed", "strided");
    const views: readonly CodeView[] = [
      { dtype, shape: [70, 66], strides: [1, 70], codes },
      { dtype, shape: [70, 65], strides: [131, 2], offset: 1, codes },
      { dtype, shape: [66, 2, 70], strides: [1, 4620, 66], codes },
      { dtype, shape: [5, 130], strides: [0, 1], offset: 3, codes },
      { dtype, shape: [130, 5], strides: [1, 0], codes },
    ];
    for (const x of views) {
      for (let axis = 0; axis < x.shape.length; axis++) await check(x, "sum", [axis], "f32");
      await check(x, "sum", [...x.shape.keys()], "f32");
      await check(x, "argmax", [...x.shape.keys()], "i32");
    }
  });

  test("an empty kept axis gives an empty result, an empty reduced axis +0 (N6)", async () => {
    await check({ dtype: "f32", shape: [0, 3], codes: [] }, "sum", [1], "f32");
    await check({ dtype: "f32", shape: [2, 0, 3], codes: [] }, "sum", [1], "f32");
    await check({ dtype: "i32", shape: [2, 0], codes: [] }, "sum", [1], "i32");
    await expectKernel(
      "reduce",
      { dtype: "f16", shape: [1] },
      [{ dtype: "f16", shape: [1, 0], codes: [] }],
      { op: "mean", axes: [1] },
      [0x7e00],
    );
  });
});

describe("reduce, max, min and argmax", () => {
  test.each(floats)("%s: NaN wins, −0 < +0, the first of equals (N3)", async (dtype) => {
    for (const set of ["special", "any", "mixed"] as const) {
      for (let length = 1; length <= 40; length += 3) {
        for (const op of ["max", "min", "argmax"] as const) {
          await check(vector(dtype, length, set), op, [0], op === "argmax" ? "i32" : dtype);
        }
      }
    }
  });

  test.each(floats)("%s: all orders of ±0, NaN, ∞ and 1, three at a time (N3)", async (dtype) => {
    const choices = {
      f32: [0, 0x80000000, 0x7fc00000, 0xffc00001, 0x7f800000, 0xff800000, 0x3f800000],
      f16: [0, 0x8000, 0x7e00, 0xfe01, 0x7c00, 0xfc00, 0x3c00],
      bf16: [0, 0x8000, 0x7fc0, 0xffc1, 0x7f80, 0xff80, 0x3f80],
    }[dtype as "f32"];
    const codes = choices.flatMap((a) => choices.flatMap((b) => choices.flatMap((c) => [a, b, c])));
    const x: CodeView = { dtype, shape: [codes.length / 3, 3], codes };
    for (const op of ["max", "min", "argmax"] as const) await check(x, op, [1], op === "argmax" ? "i32" : dtype);
  });
});

describe("reduce of integers", () => {
  test.each(integers)("%s: sums wrap in i32, max, min and argmax are exact (N6)", async (dtype) => {
    for (const set of ["any", "special"] as const) {
      for (const length of [1, 5, 64, 300, 5000]) {
        const x = vector(dtype, length, set);
        await check(x, "sum", [0], "i32");
        await check(x, "max", [0], dtype);
        await check(x, "min", [0], dtype);
        await check(x, "argmax", [0], "i32");
      }
    }
  });
});
