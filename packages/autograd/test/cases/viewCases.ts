import * as ops from "../../src/index.ts";
import type { GradientCase } from "../gradientCase.ts";
import { zip } from "../oracle/array64.ts";
import { expand64, gather64, gatherRows64, permute64, reshape64, slice64 } from "../oracle/shapes64.ts";

const rows = [4, 3, 1, 1, 4, 1];
export const viewCases: readonly GradientCase[] = [
  ["reshape", [[[2, 3, 4], "signed"]], ([x]) => ops.reshape(x, [6, -1]), ([x]) => reshape64(x, [6, 4])],
  [
    "reshape of a permutation",
    [[[2, 3], "signed"]],
    ([x]) => ops.reshape(ops.permute(x, [1, 0]), [6]),
    ([x]) => reshape64(permute64(x, [1, 0]), [6]),
  ],
  ["permute", [[[2, 3, 4], "signed"]], ([x]) => ops.permute(x, [2, 0, 1]), ([x]) => permute64(x, [2, 0, 1])],
  ["expand", [[[3, 1], "signed"]], ([x]) => ops.expand(x, [2, 3, 4]), ([x]) => expand64(x, [2, 3, 4])],
  ["slice", [[[4, 5], "signed"]], ([x]) => ops.slice(x, [1, 0], [3, 4]), ([x]) => slice64(x, [1, 0], [3, 4])],
  [
    "slice of a slice",
    [[[4, 5], "signed"]],
    ([x]) => ops.slice(ops.slice(x, [1, 1]), [1, 0], [3, 2]),
    ([x]) => slice64(x, [2, 1], [4, 3]),
  ],
  [
    "slice of a permutation",
    [[[4, 5], "signed"]],
    ([x]) => ops.slice(ops.permute(x, [1, 0]), [2]),
    ([x]) => slice64(permute64(x, [1, 0]), [2, 0], [5, 4]),
  ],
  [
    "gatherRows",
    [[[5, 3], "signed"]],
    ([x], e) => ops.gatherRows(x, e.tensor(new Int32Array(rows))),
    ([x]) => gatherRows64(x, rows),
  ],
  [
    "gather over 1",
    [[[2, 3, 2], "signed"]],
    ([x], e) => ops.gather(x, 1, e.tensor(new Int32Array([2, 0, 1, 1]), [2, 2])),
    ([x]) => gather64(x, 1, [2, 0, 1, 1]),
  ],
  [
    "contributions from two views",
    [[[2, 3], "signed"]],
    ([x]) => ops.add(ops.permute(ops.permute(x, [1, 0]), [1, 0]), ops.exp(x)),
    ([x]) => zip((v) => v + Math.exp(v), x),
  ],
];
