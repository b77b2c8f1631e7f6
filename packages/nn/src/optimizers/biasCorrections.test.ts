import { describe, expect, it, test } from "vitest";
import { biasCorrections } from "./biasCorrections.ts";

describe("biasCorrections(beta)", () => {
  test.each<[beta: number, entries: number]>([
    [0, 1],
    [0.5, 25],
    [0.9, 165],
    [0.999, 17321],
  ])("%d: ends at the first entry that is 1, number %d", (beta, entries) => {
    const table = biasCorrections(beta);
    expect(table.length).toBe(entries);
    expect(table.at(-1)).toBe(1);
    expect(table.slice(0, -1).every((entry) => entry < 1)).toBe(true);
  });

  it("is rn32(1 − βᵗ) with the power in f64 by repeated product", () => {
    const table = biasCorrections(0.999);
    let power = 1;
    for (const entry of table) {
      power *= 0.999;
      expect(entry).toBe(Math.fround(1 - power));
    }
  });

  it("refuses a β outside [0, 1) and one whose table has more than 2^21 entries", () => {
    for (const beta of [1, -0.1, Number.NaN]) expect(() => biasCorrections(beta)).toThrow("beta must lie in [0, 1)");
    expect(() => biasCorrections(1 - 2 ** -30)).toThrow("needs more than 2097152 bias corrections");
    expect(biasCorrections(0.9999).length).toBeLessThan(2 ** 21);
  });
});
