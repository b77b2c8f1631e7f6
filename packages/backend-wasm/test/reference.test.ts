/** Sizes beyond those of the conformance cases, where blocks, panels and levels meet: word for word the reference's. */
import {
  type Backend,
  canonicalizeNaN,
  type Dtype,
  denseByteLength,
  dtypes,
  elementCount,
  type KernelName,
  type KernelParams,
  kernelFor,
  rowMajorStrides,
  type View,
} from "@binade/backend";
import { createCpuBackend } from "@binade/backend-cpu";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Candidates, createCandidates } from "./support/candidates.ts";

let reference: Backend;
let candidates: Candidates;
beforeAll(async () => {
  [reference, candidates] = await Promise.all([createCpuBackend(), createCandidates()]);
});
afterAll(() => Promise.all([reference.dispose(), candidates.dispose(20)]));

interface Operand {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** Default row-major. */
  readonly strides?: readonly number[];
  /** Elements in the buffer, where strides leave gaps or repeat; default those of the shape. */
  readonly length?: number;
}

/** Random numbers of mixed exponents, as f32 words that every float dtype is cast from. */
function numbers(count: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 31 - 1) * 2 ** (-(state >>> 5) % 9);
  });
}

/** Run on one backend; the words of the output, NaN canonical. */
async function run<N extends KernelName>(
  backend: Backend,
  name: N,
  output: Operand,
  inputs: readonly Operand[],
  params: KernelParams[N],
): Promise<ArrayLike<number>> {
  const made: View[] = [];
  const make = ({ dtype, shape, strides = rowMajorStrides(shape), length = elementCount(shape) }: Operand): View => {
    const view = { buffer: backend.alloc(denseByteLength(dtype, [length])), dtype, shape, strides, offset: 0 };
    made.push(view);
    return view;
  };
  const views = inputs.map((operand, i) => {
    const { length = elementCount(operand.shape) } = operand;
    const source = make({ dtype: "f32", shape: [length] });
    backend.write(source.buffer, new Uint8Array(numbers(length, i + 1).buffer));
    const view = make(operand);
    kernelFor(backend, "cast")([{ ...view, shape: [length], strides: [1] }], [source], {});
    return view;
  });
  const y = make(output);
  kernelFor(backend, name)([y], views, params);
  const bytes = await backend.read(y.buffer, 0, denseByteLength(output.dtype, output.shape));
  for (const { buffer } of made) backend.free(buffer);
  const array = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array }[dtypes[output.dtype].byteWidth];
  return canonicalizeNaN(output.dtype, new array(bytes.slice().buffer));
}

async function expectSame<N extends KernelName>(
  ...call: [N, Operand, readonly Operand[], KernelParams[N]]
): Promise<void> {
  const wanted = await run(reference, ...call);
  const counts = candidates.backends.map(async (candidate) => {
    const got = await run(candidate, ...call);
    expect(got.length).toBe(wanted.length);
    return Array.from(got).filter((word, i) => word !== wanted[i]).length;
  });
  expect(await Promise.all(counts)).toEqual(candidates.backends.map(() => 0));
}

describe("matmul", () => {
  type Layout = "plain" | "transposed";
  const layouts: readonly Layout[] = ["plain", "transposed"];
  const cases = (["f32", "f16", "bf16", "e4m3fn", "e5m2"] as const).flatMap((dtype) =>
    layouts.flatMap((a) => layouts.map((b) => ({ dtype, a, b }))),
  );
  const matrix = (dtype: Dtype, shape: readonly [number, number], layout: Layout): Operand =>
    layout === "plain" ? { dtype, shape } : { dtype, shape, strides: [1, shape[0]] };

  test.each(cases)("$dtype, a $a, b $b, several panels and blocks of each axis", async ({ dtype, a, b }) => {
    const inputs = [matrix(dtype, [101, 530], a), matrix(dtype, [530, 521], b)];
    await expectSame(
      "matmul",
      { dtype: dtype === "f16" || dtype === "bf16" ? dtype : "f32", shape: [101, 521] },
      inputs,
      {},
    );
  });

  test.each(["rna", "rz", "rne"] as const)("tf32 by %s, transposed", async (tf32) => {
    const inputs = [matrix("f32", [13, 300], "transposed"), matrix("f32", [300, 19], "plain")];
    await expectSame("matmul", { dtype: "f32", shape: [13, 19] }, inputs, { tf32 });
  });

  test("two operands of one number each, expanded, over several blocks", async () => {
    const constant: Operand = { dtype: "f32", shape: [600, 600], strides: [0, 0], length: 1 };
    const other: Operand = { ...constant, dtype: "f16" };
    await expectSame("matmul", { dtype: "f32", shape: [600, 600] }, [constant, other], {});
  });

  test("a batch with a broadcast operand and a bias", async () => {
    const a: Operand = { dtype: "f16", shape: [3, 2, 7, 40] };
    const b: Operand = { dtype: "bf16", shape: [3, 2, 40, 9], strides: [360, 0, 9, 1], length: 1080 };
    const bias: Operand = { dtype: "f32", shape: [3, 2, 7, 9], strides: [0, 0, 0, 1], length: 9 };
    await expectSame("matmul", { dtype: "bf16", shape: [3, 2, 7, 9] }, [a, b, bias], {});
  });
});

describe("reduce", () => {
  const rows: readonly (readonly [string, readonly number[], readonly number[]])[] = [
    ["many blocks in a row", [3, 40_001], [1]],
    ["all of a matrix", [700, 41], [0, 1]],
    ["columns of several blocks", [9001, 70], [0]],
    ["columns in the middle", [3, 300, 5], [1]],
    ["planes of channels", [7, 3, 31, 33], [0, 2, 3]],
  ];
  test.each(
    rows.flatMap((row) =>
      (["sum", "mean"] as const).flatMap((op) =>
        (["f32", "f16"] as const).map((dtype) => [...row, op, dtype] as const),
      ),
    ),
  )("%s (%j over %j), %s of %s", async (_, shape, axes, op, dtype) => {
    const kept = shape.filter((_size, axis) => !axes.includes(axis));
    await expectSame("reduce", { dtype, shape: kept }, [{ dtype, shape }], { op, axes });
  });

  test.each(["max", "min", "argmax"] as const)("%s of rows longer than a block", async (op) => {
    const dtype = op === "argmax" ? "i32" : "f32";
    await expectSame("reduce", { dtype, shape: [3] }, [{ dtype: "f32", shape: [3, 9000] }], { op, axes: [1] });
  });

  test("a sum of more blocks than a block has numbers", async () => {
    const ones: Operand = { dtype: "f32", shape: [4096 * 4096 + 5000], strides: [0], length: 1 };
    await expectSame("reduce", { dtype: "f32", shape: [] }, [ones], { op: "sum", axes: [0] });
  });
});

describe("windows", () => {
  const window = { kernelSize: [2, 2], stride: [2, 2], padding: [0, 0], dilation: [1, 1] } as const;

  test.each([
    ["padding and a stride", { ...window, kernelSize: [3, 3], padding: [1, 1] }, [10, 12]],
    ["a dilation", { ...window, kernelSize: [3, 2], stride: [1, 3], dilation: [2, 3], padding: [2, 1] }, [20, 8]],
  ] as const)("im2col and back with %s", async (_, params, [oh, ow]) => {
    const [h, w] = [20, 23];
    const [kh, kw] = params.kernelSize;
    const columns: Operand = { dtype: "f16", shape: [4, kh, kw, 3, oh, ow] };
    await expectSame("im2col", columns, [{ dtype: "f16", shape: [3, 4, h, w] }], params);
    const terms: Operand = { dtype: "f32", shape: [3, 4, kh, kw, oh, ow] };
    await expectSame("col2im", { dtype: "f16", shape: [3, 4, h, w] }, [terms], params);
  });
});

describe("element by element", () => {
  test.each(["exp", "tanh", "gelu", "sin"] as const)("%s of a transposed matrix of several chunks", async (op) => {
    const x: Operand = { dtype: "f32", shape: [67, 53], strides: [1, 67] };
    await expectSame("unary", { dtype: "f32", shape: [67, 53] }, [x], { op });
  });

  test("pow of mixed exponents and a broadcast row", async () => {
    const row: Operand = { dtype: "f32", shape: [90, 37], strides: [0, 1], length: 37 };
    await expectSame("binary", { dtype: "f32", shape: [90, 37] }, [{ dtype: "f32", shape: [90, 37] }, row], {
      op: "pow",
    });
  });

  const many = 150_001;

  test.each(["f32", "f16"] as const)(
    "%s numbers and one of them, in more chunks than there are threads",
    async (dtype) => {
      const x: Operand = { dtype, shape: [many] };
      const condition: Operand = { dtype: "u8", shape: [many] };
      // One after another with another number each, so that none may be what the one before has left.
      for (const from of [dtype, "bf16"] as const) {
        const all: Operand = { ...x, dtype: from };
        const one: Operand = { ...all, strides: [0], length: 1 };
        await expectSame("binary", all, [one, all], { op: "mul" });
        await expectSame("binary", all, [all, one], { op: "mul" });
        await expectSame("unary", all, [one], { op: "sigmoid" });
        await expectSame("unary", all, [all], { op: "sigmoid" });
        await expectSame("compare", { ...x, dtype: "u8" }, [one, all], { op: "lt" });
        await expectSame("cast", { ...x, dtype: "e5m2" }, [one], {});
        await expectSame("select", all, [condition, all, one], {});
        await expectSame("select", all, [{ ...condition, strides: [0], length: 1 }, one, all], {});
        await expectSame("copy", all, [one], {});
        await expectSame("reduce", { dtype: from, shape: [] }, [one], { op: "sum", axes: [0] });
      }
    },
  );

  test.each([
    ["f32", "f16"],
    ["f16", "f32"],
    ["f32", "e4m3fn"],
    ["bf16", "u8"],
    ["u8", "bf16"],
  ] as const)("casts of %s to %s in more chunks than there are threads", async (from, to) => {
    await expectSame("cast", { dtype: to, shape: [many] }, [{ dtype: from, shape: [many] }], {});
  });

  test.each(["f32", "f16", "u8"] as const)(
    "a transposed copy of %s in blocks, with rows that end within a block",
    async (dtype) => {
      const x: Operand = { dtype, shape: [211, 77], strides: [1, 211] };
      await expectSame("copy", { dtype, shape: [211, 77] }, [x], {});
      await expectSame("copy", { dtype, shape: [77, 1500] }, [{ dtype, shape: [77, 1500], strides: [1, 77] }], {});
    },
  );

  test("normal numbers of several chunks", async () => {
    await expectSame("random", { dtype: "f32", shape: [5003] }, [], { kind: "normal", seed: 2 ** 40 + 3, stream: 7 });
  });
});
