import { BackendError, type Dtype } from "@binade/backend";
import { describe, expect, test } from "vitest";
import { narrow, plus, widen, zero } from "./evaluators/rounded.ts";
import { type CodeView, logical } from "./support/codes.ts";
import { type CodeSet, randomCodes, specialCodes } from "./support/randomCodes.ts";
import { expectKernel, runKernel } from "./support/runKernel.ts";

const floats: readonly Dtype[] = ["f32", "f16", "bf16"];
const anything: readonly Dtype[] = [...floats, "i32", "u8", "e4m3fn", "e5m2"];

describe("copy", () => {
  test.each(anything)("%s: moves words of strided, broadcast, empty and scalar views (N1)", async (dtype) => {
    const codes = [...specialCodes[dtype], ...randomCodes(dtype, 100, "any", "copy")];
    const views: readonly CodeView[] = [
      { dtype, shape: [codes.length], codes },
      { dtype, shape: [4, 5], strides: [1, 4], offset: 3, codes },
      { dtype, shape: [3, 4, 5], strides: [0, 1, 7], codes },
      { dtype, shape: [2, 3, 2, 3], strides: [1, 2, 30, 6], codes },
      { dtype, shape: [], strides: [], offset: 7, codes },
      { dtype, shape: [0, 4], codes },
      { dtype, shape: [4, 0], strides: [1, 4], codes },
    ];
    for (const x of views) await expectKernel("copy", { dtype, shape: x.shape }, [x], {}, logical(x).codes);
  });
});

describe("fill", () => {
  // biome-ignore format: columns
  test.each<[dtype: Dtype, value: number, code: number]>([
    ["f32",  0.1,             0x3dcccccd],
    ["f32", -0,               0x80000000],
    ["f32",  2 ** -149 / 2,   0x00000000],
    ["f32",  1 + 2 ** -24 + 2 ** -50, 0x3f800001],
    ["f32",  1e39,            0x7f800000],
    ["f32",  Number.NaN,      0x7fc00000],
    ["f16",  0.1,             0x2e66],
    ["f16",  1 + 2 ** -11 + 2 ** -40, 0x3c01],
    ["f16",  65520,           0x7c00],
    ["bf16", 257,             0x4380],
    ["bf16", 257 + 2 ** -40,  0x4381],
    ["bf16", -Infinity,       0xff80],
    ["i32",  -2,              0xfffffffe],
    ["i32",  2147483647,      0x7fffffff],
    ["i32",  2 ** 31,         0x7fffffff],
    ["i32",  -(2 ** 40),      0x80000000],
    ["i32",  -2.75,           0xfffffffe],
    ["i32",  Number.NaN,      0],
    ["u8",   255,             255],
    ["u8",   300,             255],
    ["u8",   -1,              0],
  ])("%s with %d: rounded once, integers truncated and saturated (N8, N9)", async (dtype, value, code) => {
    await expectKernel("fill", { dtype, shape: [2, 3] }, [], { value }, new Array(6).fill(code));
    await expectKernel("fill", { dtype, shape: [] }, [], { value }, [code]);
    await expectKernel("fill", { dtype, shape: [0] }, [], { value }, []);
  });
});

describe("gatherRows", () => {
  test.each(anything)("%s: moves the words of repeated, ordered and missing rows (N1)", async (dtype) => {
    const x: CodeView = { dtype, shape: [5, 3], codes: randomCodes(dtype, 15, "any", "rows") };
    const rows = [4, 0, 0, 2, 4, 4, 1];
    const expected = rows.flatMap((row) => x.codes.slice(row * 3, row * 3 + 3));
    await expectKernel("gatherRows", { dtype, shape: [7, 3] }, [x, index(rows)], {}, expected);
    await expectKernel("gatherRows", { dtype, shape: [0, 3] }, [x, index([])], {}, []);
  });

  test("takes a transposed table and a strided index", async () => {
    const x: CodeView = { dtype: "f16", shape: [4, 3], strides: [1, 4], codes: randomCodes("f16", 12, "any", "t") };
    const dense = logical(x).codes;
    const rows: CodeView = { dtype: "i32", shape: [3], strides: [2], codes: [3, 9, 1, 9, 2] };
    const expected = [3, 1, 2].flatMap((row) => dense.slice(row * 3, row * 3 + 3));
    await expectKernel("gatherRows", { dtype: "f16", shape: [3, 3] }, [x, rows], {}, expected);
  });

  test.each([-1, 5, 2147483647])("row %i of 5 is an error and names its position", async (row) => {
    const x: CodeView = { dtype: "f32", shape: [5, 2], codes: new Array(10).fill(0) };
    const run = runKernel("gatherRows", [{ dtype: "f32", shape: [2, 2] }], [x, index([0, row])], {});
    await expect(run).rejects.toMatchObject({
      name: BackendError.name,
      code: "ERR_INDEX",
      details: { row, position: 1 },
    });
  });
});

describe("scatterAddRows", () => {
  test.each(floats)("%s: adds in f32 from +0 in source order, one rounding (N7)", async (dtype) => {
    for (const set of ["mixed", "special", "any", "subnormal"] as const) {
      for (const count of [0, 1, 5, 100]) await checkScatter(dtype, set, count);
    }
  });

  test("f16: partial sums beyond 65504 survive (N7)", async () => {
    const g: CodeView = { dtype: "f16", shape: [4, 1], codes: [0x7bff, 0x7bff, 0xfbff, 0xfbff] };
    await expectKernel("scatterAddRows", { dtype: "f16", shape: [2, 1] }, [g, index([1, 1, 1, 1])], {}, [0, 0]);
  });

  test("a lone −0 becomes +0, since sums start at +0 (N2, N7)", async () => {
    const g: CodeView = { dtype: "f32", shape: [1, 2], codes: [0x80000000, 0x80000001] };
    await expectKernel("scatterAddRows", { dtype: "f32", shape: [1, 2] }, [g, index([0])], {}, [0, 0x80000001]);
  });

  test.each([-1, 3])("row %i of 3 is an error", async (row) => {
    const g: CodeView = { dtype: "f32", shape: [1, 2], codes: [0, 0] };
    const run = runKernel("scatterAddRows", [{ dtype: "f32", shape: [3, 2] }], [g, index([row])], {});
    await expect(run).rejects.toMatchObject({ code: "ERR_INDEX" });
  });
});

function index(rows: readonly number[]): CodeView {
  return { dtype: "i32", shape: [rows.length], codes: rows.map((row) => row >>> 0) };
}

async function checkScatter(dtype: Dtype, set: CodeSet, count: number): Promise<void> {
  const [rowCount, width] = [6, 3];
  const g: CodeView = { dtype, shape: [count, width], codes: randomCodes(dtype, count * width, set, "scatter") };
  const rows = randomCodes("u8", count, "any", "rows").map((word) => word % rowCount);
  const sums = new Array<number>(rowCount * width).fill(zero);
  rows.forEach((row, i) => {
    for (let j = 0; j < width; j++) {
      sums[row * width + j] = plus(sums[row * width + j]!, widen(dtype, g.codes[i * width + j]!));
    }
  });
  const expected = sums.map((sum) => narrow(dtype, sum));
  await expectKernel("scatterAddRows", { dtype, shape: [rowCount, width] }, [g, index(rows)], {}, expected);
}
