import { expect, test } from "vitest";
import { mergedAxes } from "./mergedAxes.ts";

// biome-ignore format: columns
test.each([
  ["dense",             [2, 3, 4],    [12, 4, 1],  [24],     [1]],
  ["transposed",        [4, 3, 2],    [1, 4, 12],  [4, 3, 2], [1, 4, 12]],
  ["a row, repeated",   [5, 2, 3],    [0, 3, 1],   [5, 6],   [0, 1]],
  ["one, repeated",     [5, 2, 3],    [0, 0, 0],   [30],     [0]],
  ["size-1 axes",       [1, 3, 1, 4], [9, 4, 7, 1], [12],    [1]],
  ["a scalar",          [],           [],          [1],      [1]],
  ["gaps",              [3, 4],       [8, 2],      [12],     [2]],
  ["backwards",         [2, 3],       [-3, -1],    [6],      [-1]],
])("mergedAxes: %s", (_, shape, strides, mergedShape, mergedStrides) => {
  expect(mergedAxes({ shape, strides })).toEqual({ shape: mergedShape, strides: mergedStrides });
});
