import type { Dtype, Tf32Rounding } from "@binade/backend";
import { describe, expect, test } from "vitest";
import { operandRange, productsAreExact } from "../src/kernels/exactProducts.ts";
import { matmul } from "./evaluators/matmul.ts";
import { type CodeView, logical } from "./support/codes.ts";
import { type CodeSet, randomCodes } from "./support/randomCodes.ts";
import { expectKernel } from "./support/runKernel.ts";

interface Case {
  readonly a: CodeView;
  readonly b: CodeView;
  readonly bias?: CodeView;
  readonly output?: Dtype;
  readonly tf32?: Tf32Rounding;
}

async function check({ a, b, bias, output = a.dtype, tf32 }: Case): Promise<void> {
  const [left, right] = [logical(a), logical(b)];
  const shape = [...a.shape.slice(0, -1), b.shape[b.shape.length - 1]!];
  const expected = matmul(left, right, {
    outputDtype: output,
    ...(tf32 === undefined ? {} : { tf32 }),
    ...(bias === undefined ? {} : { bias: logical(bias) }),
  });
  const inputs = bias === undefined ? [a, b] : [a, b, bias];
  await expectKernel("matmul", { dtype: output, shape }, inputs, tf32 === undefined ? {} : { tf32 }, expected);
}

function operand(dtype: Dtype, shape: readonly number[], set: CodeSet, label = ""): CodeView {
  const count = shape.reduce((product, size) => product * size, 1);
  return { dtype, shape, codes: randomCodes(dtype, count, set, `${shape} ${label}`) };
}

const floats: readonly Dtype[] = ["f32", "f16", "bf16"];
const outputs: readonly (readonly [Dtype, Dtype])[] = [
  ["f32", "f32"],
  ["f16", "f16"],
  ["f16", "f32"],
  ["bf16", "bf16"],
  ["bf16", "f32"],
];

describe("matmul ← [a, b]", () => {
  test.each(outputs)("%s → %s adds in blocks of 256 from +0, at every tile edge (N5)", async (dtype, output) => {
    for (let m = 1; m <= 9; m++) {
      for (let n = 1; n <= 9; n++) {
        await check({ a: operand(dtype, [m, 5], "mixed"), b: operand(dtype, [5, n], "mixed", "b"), output });
      }
    }
    for (const k of [0, 1, 2, 255, 256, 257, 511, 512, 513]) {
      await check({ a: operand(dtype, [3, k], "mixed"), b: operand(dtype, [k, 5], "mixed", "b"), output });
    }
  });

  test.each(outputs)("%s → %s carries infinities, NaN and zeros (N1, N2, N5)", async (dtype, output) => {
    for (const label of ["1", "2", "3", "4"]) {
      await check({
        a: operand(dtype, [7, 3], "special", label),
        b: operand(dtype, [3, 9], "special", `b${label}`),
        output,
      });
    }
    await check({ a: operand(dtype, [9, 1], "special"), b: operand(dtype, [1, 9], "special", "b"), output });
  });

  test.each(outputs)("%s → %s rounds any codes whatever (N5)", async (dtype, output) => {
    await check({ a: operand(dtype, [6, 40], "any"), b: operand(dtype, [40, 6], "any", "b"), output });
  });

  test.each(floats)("%s products that are all subnormal, and subnormal operands, are kept (N5)", async (dtype) => {
    await check({ a: operand(dtype, [4, 9], "subnormal"), b: operand(dtype, [9, 4], "subnormal", "b"), output: "f32" });
    await check({ a: operand(dtype, [4, 9], "subnormal"), b: operand(dtype, [9, 4], "mixed", "b"), output: "f32" });
    await check({ a: operand(dtype, [4, 9], "subnormal"), b: operand(dtype, [9, 4], "small", "b") });
  });

  test.each(floats)("%s without a bias never gives −0 in f32, and k = 0 gives +0 (N5)", async (dtype) => {
    const negativeZero = dtype === "f32" ? 0x80000000 : 0x8000;
    const one = { f32: 0x3f800000, f16: 0x3c00, bf16: 0x3f80 }[dtype as "f32"];
    const a: CodeView = { dtype, shape: [1, 2], codes: [negativeZero, negativeZero] };
    const b: CodeView = { dtype, shape: [2, 1], codes: [one, one] };
    await expectKernel("matmul", { dtype: "f32", shape: [1, 1] }, [a, b], {}, [0]);
    const none = [operand(dtype, [2, 0], "any"), operand(dtype, [0, 3], "any")];
    await expectKernel("matmul", { dtype: "f32", shape: [2, 3] }, none, {}, [0, 0, 0, 0, 0, 0]);
  });

  test("f16 × bf16, f32 × f16 and bf16 × f32 use separate operations on widened values (N5)", async () => {
    const pairs = [
      ["f16", "bf16"],
      ["bf16", "f16"],
      ["f32", "f16"],
      ["bf16", "f32"],
    ] as const;
    for (const [left, right] of pairs) {
      for (const set of ["mixed", "special", "any"] as const) {
        await check({ a: operand(left, [5, 20], set), b: operand(right, [20, 6], set), output: "f32" });
      }
    }
  });

  test.each(outputs)(
    "%s → %s batches broadcast by stride 0, operands transpose by strides (N5)",
    async (dtype, output) => {
      const a = operand(dtype, [2, 3, 4, 6], "mixed");
      const b = operand(dtype, [2, 3, 6, 5], "mixed", "b");
      await check({ a, b, output });
      const oneMatrix = operand(dtype, [6, 5], "mixed");
      await check({ a, b: { ...oneMatrix, shape: [2, 3, 6, 5], strides: [0, 0, 5, 1] }, output });
      const oneRow = operand(dtype, [3, 4, 6], "mixed");
      await check({ a: { ...oneRow, shape: [2, 3, 4, 6], strides: [0, 24, 6, 1] }, b, output });
      const transposed = operand(dtype, [2, 3, 5, 6], "mixed");
      await check({ a, b: { ...transposed, shape: [2, 3, 6, 5], strides: [90, 30, 1, 6] }, output });
      const leftTransposed = operand(dtype, [2, 3, 6, 4], "mixed");
      await check({ a: { ...leftTransposed, shape: [2, 3, 4, 6], strides: [72, 24, 1, 4] }, b, output });
      const within = operand(dtype, [100], "mixed");
      await check({
        a: { ...within, shape: [1, 1, 3, 4], strides: [0, 0, 8, 2], offset: 7 },
        b: { ...within, shape: [1, 1, 4, 3], strides: [0, 0, 3, 1], offset: 11 },
        output,
      });
    },
  );
});

describe("matmul ← [a, b, bias]", () => {
  test.each(outputs)("%s → %s adds the widened bias before the one rounding (N5)", async (dtype, output) => {
    for (const set of ["mixed", "special"] as const) {
      const [a, b] = [operand(dtype, [2, 5, 7], set), operand(dtype, [2, 7, 6], set, "b")];
      const row = operand(dtype, [6], set, "bias");
      await check({ a, b, bias: { ...row, shape: [2, 5, 6], strides: [0, 0, 1] }, output });
      const column = operand(dtype, [5], set, "bias");
      await check({ a, b, bias: { ...column, shape: [2, 5, 6], strides: [0, 1, 0] }, output });
      await check({ a, b, bias: operand(dtype, [2, 5, 6], set, "bias"), output });
    }
  });

  test("a −0 bias meets +0, k = 0 gives the bias (N2, N5)", async () => {
    const bias: CodeView = { dtype: "f32", shape: [1, 2], codes: [0x80000000, 0x3f800000] };
    const empty = [operand("f32", [1, 0], "any"), operand("f32", [0, 2], "any")];
    await expectKernel("matmul", { dtype: "f32", shape: [1, 2] }, [...empty, bias], {}, [0, 0x3f800000]);
  });
});

describe("matmul, tf32", () => {
  const roundings: readonly Tf32Rounding[] = ["rna", "rz", "rne"];

  test.each(roundings)("%s rounds f32 operands at bit 13 (N5)", async (tf32) => {
    for (const k of [1, 3, 257]) {
      await check({ a: operand("f32", [3, k], "mixed"), b: operand("f32", [k, 4], "mixed", "b"), tf32 });
    }
    await check({ a: operand("f32", [6, 30], "any"), b: operand("f32", [30, 6], "any", "b"), tf32 });
    await check({ a: operand("f32", [5, 8], "subnormal"), b: operand("f32", [8, 5], "mixed", "b"), tf32 });
    await check({
      a: operand("f32", [2, 5, 9], "mixed"),
      b: operand("f32", [2, 9, 2], "mixed"),
      bias: operand("f32", [2, 5, 2], "mixed"),
      tf32,
    });
  });

  test.each(roundings)("%s keeps NaN and infinity, finite overflow becomes infinity (N5)", async (tf32) => {
    const codes = [
      0x7f7fffff, 0xff7fffff, 0x7f7ff000, 0x7f7fefff, 0x7f7fe000, 0x7f800000, 0xff800000, 0x7f800001, 0xffc00000,
      0x7fffffff,
    ];
    const ties = [
      0x3f801000, 0x3f803000, 0x3f800fff, 0x3f801001, 0xbf801000, 0x00001000, 0x00003000, 0x80001000, 0x007ff000,
    ];
    const a: CodeView = { dtype: "f32", shape: [codes.length + ties.length, 1], codes: [...codes, ...ties] };
    await check({ a, b: { dtype: "f32", shape: [1, 2], codes: [0x3f800000, 0x3f000000] }, tf32 });
    await check({
      a: { dtype: "f32", shape: [1, 1], codes: [0x3f800000] },
      b: { ...a, shape: [1, a.codes.length] },
      tf32,
    });
  });

  test.each(roundings)("%s leaves 16-bit operands as they are (N5)", async (tf32) => {
    await check({ a: operand("f16", [3, 9], "mixed"), b: operand("f32", [9, 3], "mixed"), output: "f32", tf32 });
    await check({ a: operand("bf16", [3, 9], "mixed"), b: operand("bf16", [9, 3], "mixed"), tf32 });
  });
});

describe("the exact-product path", () => {
  const exponentSums = [-151, -150, -149, -143, -142, -137, -136, -135, -134, -130, -129, -128, -127, -126];
  const largeSums = [123, 124, 125, 126, 127, 128];

  /** Words of one exponent, as the dtype spells them: the least and the largest significand, and sixty others. */
  const withExponent = (biased: number, dtype: "bf16" | "f32", label: string): number[] => {
    const trailing = dtype === "bf16" ? 7 : 10;
    const significands = randomCodes("u8", 60, "any", label).map((word) => word % 2 ** trailing);
    const codes = [0, 1, 2 ** trailing - 1, ...significands].map((significand) => biased * 2 ** trailing + significand);
    return dtype === "bf16" ? codes : codes.map((code) => code * 2 ** (23 - trailing));
  };

  test.each(["bf16", "f32"] as const)("gives the same bits on both sides of every bound, %s (N5)", async (dtype) => {
    const tf32 = dtype === "f32" ? { tf32: "rz" as const } : {};
    for (const sum of [...exponentSums, ...largeSums]) {
      const left = Math.max(1, Math.min(254, 127 + Math.floor(sum / 2)));
      const right = Math.max(1, Math.min(254, 254 + sum - left));
      const [p, q] = [withExponent(left, dtype, `a${sum}`), withExponent(right, dtype, `b${sum}`)];
      await check({
        a: { dtype, shape: [1, 63], codes: p },
        b: { dtype, shape: [63, 1], codes: q },
        output: "f32",
        ...tf32,
      });
      await check({
        a: { dtype, shape: [7, 9], codes: p },
        b: { dtype, shape: [9, 7], codes: q },
        output: "f32",
        ...tf32,
      });
      await check({
        a: { dtype, shape: [9, 1], codes: p },
        b: { dtype, shape: [1, 9], codes: q },
        output: "f32",
        ...tf32,
      });
    }
  });

  test("is refused for bf16 products that underflow, where leaving the rounding out would show", async () => {
    // s + p with p below 2^-149 rounded away: unrounded, ten such terms would add up.
    const tiny = 0x1a81; // 2^-74 · 1.0078125
    const a: CodeView = { dtype: "bf16", shape: [1, 12], codes: new Array(12).fill(tiny) };
    const b: CodeView = { dtype: "bf16", shape: [12, 1], codes: new Array(12).fill(0x1a01) };
    await check({ a, b, output: "f32" });
    await check({ a: operand("bf16", [4, 300], "subnormal"), b: operand("bf16", [300, 4], "mixed"), output: "f32" });
  });

  test("is taken only where every product is an f32: an exhaustive look at exponents", () => {
    const value = (exponent: number, precision: number): number => 2 ** exponent * (2 - 2 ** (1 - precision));
    for (const [p, q] of [
      [8, 8],
      [8, 11],
      [11, 11],
      [8, 16],
      [12, 12],
    ] as const) {
      for (let left = -126; left <= 127; left++) {
        for (let right = -126; right <= 127; right += 3) {
          const [x, y] = [value(left, p), value(right, q)];
          if (productsAreExact(operandRange(Float32Array.of(x), p), operandRange(Float32Array.of(y), q))) {
            if (Math.fround(x * y) !== x * y)
              throw new Error(`2^${left} and 2^${right} of ${p} and ${q} bits: inexact`);
          }
        }
      }
    }
    expect(productsAreExact(operandRange(Float32Array.of(1), 8), operandRange(Float32Array.of(1), 8))).toBe(true);
    expect(productsAreExact(operandRange(Float32Array.of(1), 24), operandRange(Float32Array.of(1), 8))).toBe(false);
  });
});
