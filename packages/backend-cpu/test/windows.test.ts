import type { Dtype, PoolParams, Window2d } from "@binade/backend";
import { describe, test } from "vitest";
import { col2im, im2col, pool, poolGradient, windowCount } from "./evaluators/windows.ts";
import { type CodeView, logical } from "./support/codes.ts";
import { type CodeSet, randomCodes } from "./support/randomCodes.ts";
import { expectCodes, expectKernel, runKernel } from "./support/runKernel.ts";

const floats: readonly Dtype[] = ["f32", "f16", "bf16"];
const sets: readonly CodeSet[] = ["mixed", "special", "any"];
type Size = readonly [n: number, c: number, h: number, w: number];
type Pair = readonly [number, number];

interface Geometry extends Window2d {
  readonly size: Size;
}

const geometry = (size: Size, kernelSize: Pair, stride: Pair, padding: Pair, dilation: Pair = [1, 1]): Geometry => ({
  size,
  kernelSize,
  stride,
  padding,
  dilation,
});

// biome-ignore format: columns
const convolutions: readonly Geometry[] = [
  geometry([1, 1, 1, 1], [1, 1], [1, 1], [0, 0]),
  geometry([2, 3, 5, 4], [3, 2], [1, 1], [0, 0]),
  geometry([2, 3, 5, 4], [3, 3], [1, 1], [1, 1]),
  geometry([1, 2, 7, 6], [3, 2], [2, 3], [1, 0]),
  geometry([2, 2, 8, 9], [3, 3], [1, 2], [2, 1], [2, 1]),
  geometry([1, 2, 9, 9], [2, 3], [2, 1], [3, 4], [3, 4]),
  geometry([1, 1, 3, 3], [2, 2], [3, 3], [2, 2]), //     windows wholly in the padding
  geometry([1, 2, 6, 5], [1, 1], [2, 2], [0, 0]), //     a stride that skips elements
  geometry([0, 2, 5, 5], [3, 3], [1, 1], [1, 1]),
];

describe("im2col", () => {
  test.each(["f32", "f16", "bf16", "e4m3fn", "i32", "u8"] as const)(
    "%s moves words, padding is +0 (N5)",
    async (dtype) => {
      for (const window of convolutions) {
        const x = image(dtype, window.size, "any");
        const expected = im2col(x, window);
        await expectKernel("im2col", { dtype, shape: expected.shape }, [x], window, expected.codes);
      }
    },
  );

  test("takes a view of permuted axes", async () => {
    const window = convolutions[4]!;
    const [n, c, h, w] = window.size;
    const x: CodeView = { ...image("f32", window.size, "any"), strides: [h * w * c, 1, w * c, c] };
    const expected = im2col(logical(x), window);
    await expectKernel("im2col", { dtype: "f32", shape: expected.shape }, [x], window, expected.codes);
    const broadcast: CodeView = { ...x, strides: [0, h * w, w, 1], shape: [n, c, h, w] };
    const repeated = im2col(logical(broadcast), window);
    await expectKernel("im2col", { dtype: "f32", shape: repeated.shape }, [broadcast], window, repeated.codes);
  });
});

describe("col2im", () => {
  test.each(floats)("→ %s: a pixel adds its terms in (kh, kw) order from +0, one rounding (N7)", async (dtype) => {
    for (const window of convolutions) {
      for (const set of sets) {
        const [n, c, h, w] = window.size;
        const shape = [n, c, ...window.kernelSize, windowCount(h, window, 0), windowCount(w, window, 1)];
        const columns = filled("f32", shape, set);
        const expected = col2im(columns, window.size, window, dtype);
        await expectKernel("col2im", { dtype, shape: window.size }, [columns], window, expected);
      }
    }
  });
});

const pooling = (window: Geometry, op: "max" | "avg", countIncludePad = true): PoolParams => ({
  op,
  countIncludePad,
  kernelSize: window.kernelSize,
  stride: window.stride,
  padding: window.padding,
  dilation: window.dilation,
});

// biome-ignore format: columns
const poolings: readonly Geometry[] = [
  geometry([1, 1, 1, 1], [1, 1], [1, 1], [0, 0]),
  geometry([2, 2, 6, 6], [2, 2], [2, 2], [0, 0]),
  geometry([1, 2, 7, 5], [3, 3], [2, 2], [1, 1]),
  geometry([2, 1, 5, 6], [3, 2], [1, 1], [1, 0]), //     overlapping
  geometry([1, 2, 5, 5], [2, 2], [3, 3], [1, 1]), //     gaps between windows
  geometry([1, 1, 8, 3], [4, 2], [2, 1], [2, 1]),
  geometry([0, 1, 4, 4], [2, 2], [2, 2], [0, 0]),
];

describe("pool, max", () => {
  test.each(floats)("%s: NaN first, −0 < +0, the first of equals, padding never wins (N3)", async (dtype) => {
    for (const window of poolings) {
      for (const set of [...sets, "zeros", "negative"] as const) {
        const x = image(dtype, window.size, set);
        const params = pooling(window, "max");
        const expected = pool(x, params);
        const outputs = [
          { dtype, shape: expected.shape },
          { dtype: "i32", shape: expected.shape },
        ] as const;
        const [codes, index] = await runKernel("pool", outputs, [x], params);
        expectCodes(codes!, expected.codes, dtype, `maxPool ${set}`);
        expectCodes(index!, expected.index, "i32", `index of maxPool ${set}`);
      }
    }
  });
});

describe("pool, avg", () => {
  test.each(floats)("%s: the window from +0 in row-major order, ÷ its count (N7)", async (dtype) => {
    for (const window of poolings) {
      for (const set of [...sets, "zeros"] as const) {
        for (const countIncludePad of [true, false]) {
          const x = image(dtype, window.size, set);
          const params = pooling(window, "avg", countIncludePad);
          const { shape, codes } = pool(x, params);
          await expectKernel("pool", { dtype, shape }, [x], params, codes);
        }
      }
    }
  });
});

describe("poolGradient", () => {
  test.each(floats)("%s, max: terms of overlapping windows in order, from +0, one rounding (N7)", async (dtype) => {
    for (const window of poolings) {
      for (const set of sets) {
        const params = pooling(window, "max");
        const { shape, index } = pool(image(dtype, window.size, "mixed"), params);
        const g = filled(dtype, shape, set);
        const chosen: CodeView = { dtype: "i32", shape, codes: index };
        const expected = poolGradient(g, index, window.size, params);
        await expectKernel("poolGradient", { dtype, shape: window.size }, [g, chosen], params, expected);
      }
    }
  });

  test.each(floats)("%s, avg: each term is g ÷ count (N7)", async (dtype) => {
    for (const window of poolings) {
      for (const set of sets) {
        for (const countIncludePad of [true, false]) {
          const params = pooling(window, "avg", countIncludePad);
          const [n, c, h, w] = window.size;
          const g = filled(dtype, [n, c, windowCount(h, params, 0), windowCount(w, params, 1)], set);
          const expected = poolGradient(g, [], window.size, params);
          await expectKernel("poolGradient", { dtype, shape: window.size }, [g], params, expected);
        }
      }
    }
  });
});

function image(dtype: Dtype, size: Size, set: CodeSet | "zeros" | "negative"): CodeView {
  const sign = dtype === "f32" ? 0x80000000 : 0x8000;
  if (set === "negative") {
    const x = filled(dtype, size, "mixed");
    return { ...x, codes: x.codes.map((code) => (code % sign) + sign) };
  }
  if (set !== "zeros") return filled(dtype, size, set);
  const signs = filled("u8", size, "any");
  return { dtype, shape: size, codes: signs.codes.map((word) => (word % 2) * sign) };
}

function filled(dtype: Dtype, shape: readonly number[], set: CodeSet): CodeView {
  const count = shape.reduce((product, size) => product * size, 1);
  return { dtype, shape, codes: randomCodes(dtype, count, set, `${shape}`) };
}
