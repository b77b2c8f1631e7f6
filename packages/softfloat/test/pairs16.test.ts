import { describe, expect, it } from "vitest";
import {
  add,
  BF16,
  bf16Add,
  bf16Div,
  bf16Mul,
  bf16Sub,
  div,
  FP16,
  f16Add,
  f16Div,
  f16Mul,
  f16Sub,
  mul,
  sub,
} from "../src/index.ts";
import { numbersOf } from "./exhaustive/numbersOf.ts";
import { total } from "./exhaustive/outcome.ts";
import { type Binary, checkRow, createChecker } from "./exhaustive/pairs16.ts";
import { layouts } from "./oracle/layout.ts";

const [fastStride, specStride] = [16381, 65521]; // `npm run exhaustive` has all pairs

describe("16-bit pairs against binary64 and the oracle's rounding intervals", () => {
  it.each<[layout: "FP16" | "BF16", name: string, host: Binary, fast: Binary, spec: Binary]>([
    ["FP16", "add", (x, y) => x + y, f16Add, (a, b) => add(FP16, a, b)],
    ["FP16", "sub", (x, y) => x - y, f16Sub, (a, b) => sub(FP16, a, b)],
    ["FP16", "mul", (x, y) => x * y, f16Mul, (a, b) => mul(FP16, a, b)],
    ["FP16", "div", (x, y) => x / y, f16Div, (a, b) => div(FP16, a, b)],
    ["BF16", "add", (x, y) => x + y, bf16Add, (a, b) => add(BF16, a, b)],
    ["BF16", "sub", (x, y) => x - y, bf16Sub, (a, b) => sub(BF16, a, b)],
    ["BF16", "mul", (x, y) => x * y, bf16Mul, (a, b) => mul(BF16, a, b)],
    ["BF16", "div", (x, y) => x / y, bf16Div, (a, b) => div(BF16, a, b)],
  ])("%s %s", (layout, _name, host, fast, spec) => {
    const context = { numbers: numbersOf(layouts[layout]), check: createChecker(layouts[layout]), host };
    const rows = Array.from({ length: 2 ** 16 }, (_, a) => a);
    expect(total(rows.map((a) => checkRow(a, fastStride, { ...context, compute: fast }))).failures).toEqual([]);
    expect(total(rows.map((a) => checkRow(a, specStride, { ...context, compute: spec }))).failures).toEqual([]);
  });
});
