import { Generator } from "@binade/autograd";
import { describe, expect, it, test } from "vitest";
import { engineOnCpu } from "../test/engineOnCpu.ts";
import { shuffledIndices } from "./shuffledIndices.ts";

describe("shuffledIndices(engine, count, generator)", () => {
  test.each([0, 1, 2, 7, 1000])("of %d is a permutation", async (count) => {
    const { engine } = await engineOnCpu();
    const order = await shuffledIndices(engine, count, new Generator(3));
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
    expect(engine.ledger.report().liveTensors).toBe(0);
  });

  it("is the generator's: the same again, another at the next call", async () => {
    const { engine } = await engineOnCpu();
    const generator = new Generator(3);
    const first = await shuffledIndices(engine, 100, generator);
    expect(await shuffledIndices(engine, 100, new Generator(3))).toEqual(first);
    expect(await shuffledIndices(engine, 100, generator)).not.toEqual(first);
    expect(await shuffledIndices(engine, 100, Generator.from({ seed: 3, calls: 0 }))).toEqual(first);
  });

  it("puts every index everywhere about equally often", async () => {
    const { engine } = await engineOnCpu();
    const generator = new Generator(1);
    const counts = Array.from({ length: 4 }, () => [0, 0, 0, 0]);
    for (let k = 0; k < 2000; k++) {
      for (const [place, index] of (await shuffledIndices(engine, 4, generator)).entries()) counts[place]![index]!++;
    }
    for (const count of counts.flat()) expect(Math.abs(count - 500)).toBeLessThan(100); // 5 standard deviations
  });

  it("refuses a count that is no index range", async () => {
    const { engine } = await engineOnCpu();
    for (const count of [-1, 1.5, 2 ** 21 + 1, Number.NaN]) {
      await expect(shuffledIndices(engine, count, new Generator(1))).rejects.toThrow("count must be an integer from 0");
    }
  });
});
