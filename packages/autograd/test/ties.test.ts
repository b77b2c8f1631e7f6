import { createCpuBackend } from "@binade/backend-cpu";
import { describe, expect, test } from "vitest";
import * as ops from "../src/index.ts";
import { createEngine, type Tensor } from "../src/index.ts";

const engine = createEngine(await createCpuBackend());

/** Gradients of the inputs for an upstream of 1, 2, 3, … */
async function gradientsOf(f: (...inputs: Tensor[]) => Tensor, ...inputs: (readonly number[])[]): Promise<number[][]> {
  return gradientsOfShaped(f, ...inputs.map((data) => [data, [data.length]] as const));
}

async function gradientsOfShaped(
  f: (...inputs: Tensor[]) => Tensor,
  ...inputs: (readonly [data: readonly number[], shape: readonly number[]])[]
): Promise<number[][]> {
  using _scope = engine.scope();
  const leaves = inputs.map(([data, shape]) => engine.tensor(data, shape, { requiresGrad: true }));
  const output = f(...leaves);
  output.backward(
    engine.tensor(
      Array.from({ length: output.size }, (_, i) => i + 1),
      output.shape,
    ),
  );
  return Promise.all(leaves.map(async ({ grad }) => Array.from(await (grad as Tensor).read())));
}

describe("gradients at ties (N3)", () => {
  test("relu(x): x > 0 ? g : +0, also at ±0 and NaN", async () => {
    expect(await gradientsOf(ops.relu, [0, -0, Number.NaN, 1, -1, 2 ** -149])).toEqual([[0, 0, 0, 4, 0, 6]]);
  });

  test("abs(x): sign(x)·g, 0 at ±0 and NaN", async () => {
    expect(await gradientsOf(ops.abs, [0, -0, Number.NaN, 1, -1])).toEqual([[0, 0, 0, 4, -5]]);
  });

  test("pow(a, b): to a 0 where b = 0, to b 0 where a = 0 and b ≥ 0", async () => {
    const a = [0, 0, 0, -0, Number.POSITIVE_INFINITY, 1, -2, -2];
    const b = [0, 1, 2, 0, 0, 5, 3, 0];
    const nothing = Number.NaN; // log of a negative number
    expect(await gradientsOf(ops.pow, a, b)).toEqual([
      [0, 2, 0, 0, 0, 30, 84, 0],
      [0, 0, 0, 0, Number.POSITIVE_INFINITY, 0, nothing, nothing],
    ]);
  });

  test("maximum(a, b) and minimum(a, b): to the operand taken, +0 above −0 and NaN first; at a tie to a", async () => {
    const a = [1, 0, -0, Number.NaN, Number.NaN, 6, 2, -0];
    const b = [1, -0, 0, 5, Number.NaN, Number.NaN, 3, -0];
    expect(await gradientsOf(ops.maximum, a, b)).toEqual([
      [1, 2, 0, 4, 5, 0, 0, 8],
      [0, 0, 3, 0, 0, 6, 7, 0],
    ]);
    expect(await gradientsOf(ops.minimum, a, b)).toEqual([
      [1, 0, 3, 4, 5, 0, 7, 8],
      [0, 2, 0, 0, 0, 6, 0, 0],
    ]);
  });

  test("maximum(x, x): all of it once", async () => {
    expect(await gradientsOf((x) => ops.maximum(x as Tensor, x as Tensor), [1, 2])).toEqual([[1, 2]]);
  });

  test("max: to the first maximum, also over two axes and over one that is not the last", async () => {
    expect(await gradientsOf((x) => ops.max(x as Tensor), [1, 3, 3, 2])).toEqual([[0, 1, 0, 0]]);
    const rows = [5, 5, 1, 5, 7, 7] as const;
    expect(await gradientsOfShaped((x) => ops.max(x as Tensor, { axes: 1 }), [rows, [2, 3]])).toEqual([
      [1, 0, 0, 0, 2, 0],
    ]);
    expect(
      await gradientsOfShaped(
        (x) => ops.max(x as Tensor, { axes: 0 }),
        [
          [5, 5, 1, 5, 7, 1],
          [2, 3],
        ],
      ),
    ).toEqual([[1, 0, 3, 0, 2, 0]]);
  });

  test("max: to the first NaN, and +0 is above −0", async () => {
    expect(
      await gradientsOf((x) => ops.max(x as Tensor), [9, Number.NaN, Number.NaN, Number.POSITIVE_INFINITY]),
    ).toEqual([[0, 1, 0, 0]]);
    expect(await gradientsOf((x) => ops.max(x as Tensor), [-0, -0, 0, 0])).toEqual([[0, 0, 1, 0]]);
    // min is −max(−x), also in the sign of its zeros
    expect(await gradientsOf((x) => ops.min(x as Tensor), [0, 0, -0, -0])).toEqual([[-0, -0, 1, -0]]);
  });

  test("argmax names the element that the gradient of max goes to", async () => {
    using _scope = engine.scope();
    const x = engine.tensor([1, 4, 4, Number.NaN, 2, Number.NaN], [2, 3]);
    expect(Array.from(await ops.argmax(x, { axes: 1 }).read())).toEqual([1, 0]);
    expect(Array.from(await ops.argmax(x).read())).toEqual([3]);
  });

  test("maxPool2d: to the first maximum or NaN of the window, and padding never wins", async () => {
    const pool = (x: Tensor | undefined): Tensor => ops.maxPool2d(x as Tensor, 2, { stride: 2 });
    // windows [1 1 1 1], [−0 0 0 −0]
    const tied = [1, 1, -0, 0, 1, 1, 0, -0];
    expect(await gradientsOfShaped(pool, [tied, [1, 1, 2, 4]])).toEqual([[1, 0, 0, 2, 0, 0, 0, 0]]);
    expect(
      await gradientsOfShaped(pool, [
        [3, Number.NaN, Number.NaN, 9],
        [1, 1, 2, 2],
      ]),
    ).toEqual([[0, 1, 0, 0]]);
    const padded = (x: Tensor | undefined): Tensor => ops.maxPool2d(x as Tensor, 2, { stride: 2, padding: 1 });
    expect(
      await gradientsOfShaped(padded, [
        [-5, -6, -7, -8],
        [1, 1, 2, 2],
      ]),
    ).toEqual([[1, 2, 3, 4]]);
  });

  test("where: words of the side not taken stay out, NaN and infinity too", async () => {
    const choose = (a?: Tensor, b?: Tensor): Tensor =>
      ops.where(engine.tensor(new Uint8Array([1, 0])), a as Tensor, b as Tensor);
    const inputs = [
      [1, Number.NaN],
      [Number.POSITIVE_INFINITY, 2],
    ];
    expect(await gradientsOf(choose, ...inputs)).toEqual([
      [1, 0],
      [0, 2],
    ]);
  });
});
