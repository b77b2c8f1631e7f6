import { createCpuBackend } from "@binade/backend-cpu";
import { describe, expect, test } from "vitest";
import { gradients } from "../src/gradients.ts";
import { createEngine, dropout, Generator, type Tensor } from "../src/index.ts";
import type { TapeNode } from "../src/tapeNode.ts";
import { compositionCases } from "./cases/compositionCases.ts";
import { elementwiseCases } from "./cases/elementwiseCases.ts";
import { reductionCases } from "./cases/reductionCases.ts";
import { viewCases } from "./cases/viewCases.ts";
import { windowCases } from "./cases/windowCases.ts";
import { draw, type GradientCase } from "./gradientCase.ts";
import { type Array64, zip } from "./oracle/array64.ts";
import { centralDifferences } from "./oracle/centralDifferences.ts";
import { randomNumbers } from "./oracle/randomNumbers.ts";

const engine = createEngine(await createCpuBackend());

const gradientCases = [...elementwiseCases, ...windowCases, ...reductionCases, ...compositionCases, ...viewCases];

/** Primitives that the tapes of the cases hold, as found there. */
const covered = new Set<string>();

describe("gradients against central differences in doubles", () => {
  test.each(gradientCases.map((row) => [row[0], row] as const))("%s", async (_, row) => {
    await check(row);
  });

  test("dropout, for the mask that the generator gives", async () => {
    const ones = engine.full([4, 8], 1);
    const kept = Array.from(await dropout(ones, 0.25, new Generator(7)).read(), (value) => (value === 0 ? 0 : 1));
    expect(new Set(kept)).toEqual(new Set([0, 1]));
    const mask: Array64 = { shape: [4, 8], data: kept };
    await check([
      "dropout",
      [[[4, 8], "signed"]],
      ([x]) => dropout(x, 0.25, new Generator(7)),
      ([x]) => zip((keep, value) => (keep === 1 ? value / 0.75 : 0), mask, x),
    ]);
  });

  test("the cases reach every primitive of the table", () => {
    expect(Object.keys(gradients).filter((primitive) => !covered.has(primitive))).toEqual([]);
  });
});

async function check([name, specifications, product, oracle, toleranceUlps = 4]: GradientCase): Promise<void> {
  using _scope = engine.scope();
  const random = randomNumbers([...name].reduce((hash, letter) => Math.imul(hash, 31) + letter.charCodeAt(0), 1));
  const arrays = specifications.map(([shape, range]): Array64 => {
    const count = shape.reduce((all, size) => all * size, 1);
    const order = shuffled(count, random);
    return { shape, data: order.map((position) => Math.fround(draw[range](random, position))) };
  });
  const inputs = arrays.map(({ shape, data }) => engine.tensor(data, shape, { requiresGrad: true }));
  const output = product(inputs as [Tensor, Tensor, Tensor], engine);
  const f = (values: readonly Array64[]): Array64 => oracle(values as [Array64, Array64, Array64]);

  const expected = f(arrays);
  expect(output.shape, "shape of the result").toEqual(expected.shape);
  await compare("result", output, expected.data, toleranceUlps);

  collectPrimitives(output);
  const upstream = expected.data.map(() => Math.fround(draw.signed(random, 0)));
  output.backward(engine.tensor(upstream, output.shape));
  for (const [i, gradient] of centralDifferences(f, arrays, upstream).entries()) {
    expect(inputs[i]?.grad?.shape, `shape of gradient ${i}`).toEqual(inputs[i]?.shape);
    await compare(`gradient ${i}`, inputs[i]?.grad as Tensor, gradient, toleranceUlps);
  }
}

async function compare(what: string, got: Tensor, expected: readonly number[], toleranceUlps: number): Promise<void> {
  const values = Array.from(await got.read());
  const largest = expected.reduce((max, value) => Math.max(max, Math.abs(value)), 2 ** -20);
  const ulp = 2 ** (Math.floor(Math.log2(largest)) - 23);
  const tolerance = toleranceUlps * ulp;
  const misses = values.flatMap((value, i) =>
    Math.abs(value - expected[i]!) <= tolerance
      ? []
      : [`${what}[${i}]: expected ${expected[i]}, got ${value}, ${Math.abs(value - expected[i]!) / ulp} ulp apart`],
  );
  expect(values.length).toBe(expected.length);
  expect(misses).toEqual([]);
}

function collectPrimitives(output: Tensor): void {
  const nodes = new Set<TapeNode>(output.node === undefined ? [] : [output.node]);
  for (const { primitive, edges } of nodes) {
    covered.add(primitive);
    for (const edge of edges) if (edge !== undefined && "node" in edge) nodes.add(edge.node);
  }
}

function shuffled(count: number, random: () => number): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
