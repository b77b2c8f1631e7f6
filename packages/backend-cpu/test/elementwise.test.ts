import type { BinaryOp, CompareOp, Dtype, UnaryOp } from "@binade/backend";
import { describe, test } from "vitest";
import { binaryFloat, binaryInteger, compareFloat, unaryOps } from "./evaluators/elementwise.ts";
import { narrow, widen } from "./evaluators/rounded.ts";
import { functionOracle } from "./functionOracle.ts";
import { type CodeView, logical } from "./support/codes.ts";
import { randomCodes, specialCodes } from "./support/randomCodes.ts";
import { expectKernel } from "./support/runKernel.ts";

const floats: readonly Dtype[] = ["f32", "f16", "bf16"];
const halves: readonly Dtype[] = ["f16", "bf16"];
const arithmetic: readonly BinaryOp[] = ["add", "sub", "mul", "div", "pow", "maximum", "minimum"];
const comparisons: readonly CompareOp[] = ["eq", "ne", "lt", "le", "gt", "ge"];
const exactUnary = Object.keys(unaryOps) as UnaryOp[];
const functions = Object.keys(functionOracle) as (keyof typeof functionOracle)[];

const vector = (dtype: Dtype, codes: readonly number[]): CodeView => ({ dtype, shape: [codes.length], codes });

/** Every pair of special values. */
function specialPairs(dtype: Dtype): [number[], number[]] {
  const special = specialCodes[dtype];
  return [special.flatMap((a) => special.map(() => a)), special.flatMap(() => special)];
}

function operands(dtype: Dtype): [number[], number[]] {
  const [a, b] = specialPairs(dtype);
  for (const set of ["mixed", "any", "subnormal", "small"] as const) {
    a.push(...randomCodes(dtype, 1000, set, "a"));
    b.push(...randomCodes(dtype, 1000, set, "b"));
  }
  const wide = randomCodes(dtype, 1000, "any", "c");
  return [
    [...a, ...wide],
    [...b, ...wide],
  ];
}

describe("unary", () => {
  const allCodes = Array.from({ length: 65536 }, (_, code) => code);

  test.each(halves.flatMap((dtype) => exactUnary.map((op) => [op, dtype] as const)))(
    "%s of all 65 536 codes of %s (N3, N4)",
    async (op, dtype) => {
      const expected = allCodes.map((code) => unaryOps[op]!(dtype, code));
      await expectKernel("unary", { dtype, shape: [65536] }, [vector(dtype, allCodes)], { op }, expected);
    },
  );

  test.each(exactUnary)("%s of f32: special values and samples (N3, N4)", async (op) => {
    const codes = operands("f32")[0];
    const expected = codes.map((code) => unaryOps[op]!("f32", code));
    await expectKernel("unary", { dtype: "f32", shape: [codes.length] }, [vector("f32", codes)], { op }, expected);
  });

  test.each(floats.flatMap((dtype) => functions.map((op) => [op, dtype] as const)))(
    "%s of %s is the f32 function, rounded once (N4, N15)",
    async (op, dtype) => {
      const codes = [
        ...specialCodes[dtype],
        ...randomCodes(dtype, 400, "mixed", op),
        ...randomCodes(dtype, 200, "any", op),
      ];
      const expected = codes.map((code) => narrow(dtype, functionOracle[op](widen(dtype, code))));
      await expectKernel("unary", { dtype, shape: [codes.length] }, [vector(dtype, codes)], { op }, expected);
    },
  );
});

describe("binary", () => {
  test.each(floats.flatMap((dtype) => arithmetic.map((op) => [op, dtype] as const)))(
    "%s of %s: all pairs of special values and samples (N1 to N4)",
    async (op, dtype) => {
      const [a, b] = operands(dtype);
      const expected = a.map((code, i) => binaryFloat(dtype, op, code, b[i]!));
      const inputs = [vector(dtype, a), vector(dtype, b)];
      await expectKernel("binary", { dtype, shape: [a.length] }, inputs, { op }, expected);
    },
  );

  test.each(arithmetic.filter((op) => op !== "div" && op !== "pow"))("%s of i32 wraps (N8)", async (op) => {
    const [a, b] = operands("i32");
    const expected = a.map((code, i) => binaryInteger(op, code, b[i]!));
    const inputs = [vector("i32", a), vector("i32", b)];
    await expectKernel("binary", { dtype: "i32", shape: [a.length] }, inputs, { op }, expected);
  });

  test.each(floats)("%s views: broadcast by stride 0, permuted, sliced, empty, scalar (N4)", async (dtype) => {
    const codes = randomCodes(dtype, 200, "mixed", "views");
    const pairs: readonly (readonly [CodeView, CodeView])[] = [
      [
        { dtype, shape: [4, 6], strides: [0, 1], codes },
        { dtype, shape: [4, 6], strides: [1, 0], offset: 9, codes },
      ],
      [
        { dtype, shape: [4, 6], strides: [1, 4], codes },
        { dtype, shape: [4, 6], strides: [12, 2], offset: 3, codes },
      ],
      [
        { dtype, shape: [2, 3, 4], strides: [1, 2, 6], codes },
        { dtype, shape: [2, 3, 4], strides: [0, 4, 1], codes },
      ],
      [
        { dtype, shape: [2, 1, 5], strides: [5, 99, 1], codes },
        { dtype, shape: [2, 1, 5], strides: [20, 0, 3], codes },
      ],
      [
        { dtype, shape: [], strides: [], offset: 5, codes },
        { dtype, shape: [], strides: [], codes },
      ],
      [
        { dtype, shape: [3, 0, 2], codes },
        { dtype, shape: [3, 0, 2], strides: [0, 0, 0], codes },
      ],
      [
        { dtype, shape: [3, 3], strides: [0, 0], codes },
        { dtype, shape: [3, 3], strides: [3, 1], offset: 1, codes },
      ],
      [
        { dtype, shape: [5, 1], strides: [1, 1], codes },
        { dtype, shape: [5, 1], strides: [7, 1], codes },
      ],
    ];
    for (const [a, b] of pairs) {
      const [left, right] = [logical(a), logical(b)];
      const expected = left.codes.map((code, i) => binaryFloat(dtype, "sub", code, right.codes[i]!));
      await expectKernel("binary", { dtype, shape: a.shape }, [a, b], { op: "sub" }, expected);
    }
  });
});

describe("compare", () => {
  test.each(floats.flatMap((dtype) => comparisons.map((op) => [op, dtype] as const)))(
    "%s of %s: −0 = +0, with NaN only ne is true (N3)",
    async (op, dtype) => {
      const [a, b] = operands(dtype);
      const expected = a.map((code, i) => compareFloat(dtype, op, code, b[i]!));
      const inputs = [vector(dtype, a), vector(dtype, b)];
      await expectKernel("compare", { dtype: "u8", shape: [a.length] }, inputs, { op }, expected);
    },
  );

  test.each(comparisons)("%s of i32 is signed, of u8 unsigned (N3)", async (op) => {
    for (const dtype of ["i32", "u8"] as const) {
      const [a, b] = operands(dtype);
      const signed = (code: number): number => (dtype === "i32" ? code | 0 : code);
      const order = (x: number, y: number): number => Math.sign(signed(x) - signed(y));
      const holds = { eq: [0], ne: [-1, 1], lt: [-1], le: [-1, 0], gt: [1], ge: [0, 1] }[op];
      const expected = a.map((code, i) => (holds.includes(order(code, b[i]!)) ? 1 : 0));
      const inputs = [vector(dtype, a), vector(dtype, b)];
      await expectKernel("compare", { dtype: "u8", shape: [a.length] }, inputs, { op }, expected);
    }
  });
});

describe("select", () => {
  test.each(["f32", "f16", "bf16", "e4m3fn", "e5m2", "i32", "u8"] as const)(
    "moves words of %s where the condition is not 0 (N1)",
    async (dtype) => {
      const [a, b] = [randomCodes(dtype, 400, "any", "a"), randomCodes(dtype, 400, "special", "b")];
      const condition = randomCodes("u8", 400, "special", "condition");
      const expected = condition.map((flag, i) => (flag !== 0 ? a[i]! : b[i]!));
      const inputs = [vector("u8", condition), vector(dtype, a), vector(dtype, b)];
      await expectKernel("select", { dtype, shape: [400] }, inputs, {}, expected);
    },
  );

  test("takes broadcast and permuted operands", async () => {
    const condition: CodeView = { dtype: "u8", shape: [3, 4], strides: [0, 1], codes: [1, 0, 2, 0] };
    const a: CodeView = { dtype: "f32", shape: [3, 4], strides: [1, 3], codes: randomCodes("f32", 12, "any", "a") };
    const b: CodeView = { dtype: "f32", shape: [3, 4], strides: [0, 0], codes: [0x3f800000] };
    const [flags, left, right] = [logical(condition), logical(a), logical(b)];
    const expected = flags.codes.map((flag, i) => (flag === 0 ? right : left).codes[i]!);
    await expectKernel("select", { dtype: "f32", shape: [3, 4] }, [condition, a, b], {}, expected);
  });
});
