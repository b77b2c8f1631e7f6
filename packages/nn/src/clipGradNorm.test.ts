import { optimizerStateLayout } from "@binade/backend";
import { describe, expect, it, test } from "vitest";
import { engineOnCpu, parameter, scattered, setGradient, words, wordsOf } from "../test/engineOnCpu.ts";
import { clipGradNorm } from "./clipGradNorm.ts";
import { SGD } from "./optimizers/sgd.ts";

const r = Math.fround;

/** N6 for up to 4096 elements: 64 lanes, then the tree. */
function laneSum(values: readonly number[]): number {
  const lanes = new Float32Array(64);
  for (const [i, value] of values.entries()) lanes[i % 64] = r(lanes[i % 64]! + value);
  for (let half = 32; half >= 1; half /= 2) for (let j = 0; j < half; j++) lanes[j] = r(lanes[j]! + lanes[j + half]!);
  return lanes[0]!;
}

describe("clipGradNorm(optimizer, maxNorm)", () => {
  test.each<[maxNorm: number, size: number]>([
    [1, 1],
    [0.1, 1e-3],
    [1e6, 1],
    [Number.POSITIVE_INFINITY, 1],
    [1, 0],
  ])("to %d, gradients of size %d: the bits of N13", async (maxNorm, size) => {
    const { engine } = await engineOnCpu();
    const gradients = [scattered(200, 0, size), scattered(3, 7, size), scattered(65, 1, size)];
    const parameters = gradients.map((values, i) => parameter(engine, `${i}`, values));
    const without = parameter(engine, "without a gradient", [1]);
    const optimizer = new SGD([parameters[0]!, without, ...parameters.slice(1)], { learningRate: 1 });
    for (const [i, { tensor }] of parameters.entries()) setGradient(tensor, gradients[i]!);
    clipGradNorm(optimizer, maxNorm);

    const squares = gradients.map((values) => laneSum(values.map((g) => r(g * g))));
    const total = r(Math.sqrt(laneSum(squares)));
    const coef = Math.min(1, r(r(maxNorm) / r(total + r(1e-6))));
    const state = new Uint32Array((await optimizer.state.read()).buffer);
    expect([state[optimizerStateLayout.norm]!, state[optimizerStateLayout.coef]!]).toEqual(wordsOf([total, coef]));
    for (const [i, { tensor }] of parameters.entries()) {
      expect(await words(tensor.grad!)).toEqual(wordsOf(gradients[i]!.map((g) => r(g * coef))));
    }
    expect(without.tensor.grad).toBeUndefined();
  });

  it("refuses a norm that is not greater than 0", async () => {
    const { engine } = await engineOnCpu();
    const optimizer = new SGD([parameter(engine, "w", [1])], { learningRate: 1 });
    for (const maxNorm of [0, -1, Number.NaN]) expect(() => clipGradNorm(optimizer, maxNorm)).toThrow(RangeError);
  });
});
