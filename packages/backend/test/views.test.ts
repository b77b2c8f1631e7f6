import { describe, expect, test } from "vitest";
import { denseByteLength, dtypes, elementCount, isDense, isFloatDtype, rowMajorStrides } from "../src/index.ts";

describe("elementCount(shape)", () => {
  // biome-ignore format: columns
  test.each<[shape: number[], count: number]>([
    [[],        1],
    [[5],       5],
    [[2, 3, 4], 24],
    [[2, 0, 4], 0],
  ])("[%j] has %d", (shape, count) => {
    expect(elementCount(shape)).toBe(count);
  });
});

describe("denseByteLength(dtype, shape)", () => {
  // biome-ignore format: columns
  test.each<[dtype: keyof typeof dtypes, shape: number[], bytes: number]>([
    ["f32",  [3],    12],
    ["f16",  [3],    8],
    ["bf16", [2, 2], 8],
    ["u8",   [5],    8],
    ["e5m2", [],     4],
    ["i32",  [0],    0],
  ])("%s %j takes %d bytes, whole words (N17)", (dtype, shape, bytes) => {
    expect(denseByteLength(dtype, shape)).toBe(bytes);
  });
});

describe("rowMajorStrides(shape)", () => {
  // biome-ignore format: columns
  test.each<[shape: number[], strides: number[]]>([
    [[],        []],
    [[7],       [1]],
    [[2, 3, 4], [12, 4, 1]],
    [[2, 1, 4], [4, 4, 1]],
  ])("%j -> %j", (shape, strides) => {
    expect(rowMajorStrides(shape)).toEqual(strides);
  });

  test.each([[[]], [[3]], [[2, 3]], [[2, 0]], [[1, 5, 1]]])("of %j are dense", (shape) => {
    expect(isDense({ shape, strides: rowMajorStrides(shape) })).toBe(true);
  });
});

describe("isDense(view)", () => {
  // biome-ignore format: columns
  test.each<[title: string, shape: number[], strides: number[], expected: boolean]>([
    ["a transposed matrix",        [2, 3],    [1, 2],     false],
    ["a broadcast row",            [2, 3],    [0, 1],     false],
    ["every second element",       [4],       [2],        false],
    ["axes of size 1, any stride", [1, 4, 1], [99, 1, 7], true],
    ["nothing",                    [0, 3],    [5, 5],     true],
    ["a gap between rows",         [2, 3],    [4, 1],     false],
    ["a scalar",                   [],        [],         true],
  ])("%s: %j by %j is %s", (_, shape, strides, expected) => {
    expect(isDense({ shape, strides })).toBe(expected);
  });
});

describe("dtypes", () => {
  test("floats are those with a canonical NaN (N1)", () => {
    for (const [name, facts] of Object.entries(dtypes)) {
      expect(facts.isFloat, name).toBe(facts.canonicalNaN !== undefined);
      expect(isFloatDtype(name as keyof typeof dtypes), name).toBe(facts.isFloat);
    }
  });
});
