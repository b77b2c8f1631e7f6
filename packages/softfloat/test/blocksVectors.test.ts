import { describe, expect, it } from "vitest";
import { checkBlocks } from "../../../tools/vectors/blocks.ts";
import { loadVectors, vectorFolder } from "../../../tools/vectors/loadVectors.ts";

const folder = vectorFolder();

describe.skipIf(folder === undefined)("quantizeMX against recorded blocks, where BINADE_VECTORS has them", () => {
  it("agrees on every block, scales and elements", () => {
    const results = checkBlocks(loadVectors(folder!, "formats/blocks.json.gz"));
    expect(results.flatMap(({ disagreements }) => disagreements)).toEqual([]);
    expect(results.reduce((sum, { total }) => sum + total, 0)).toBeGreaterThan(15_000);
    expect(results.every(({ agree, total }) => agree === total)).toBe(true);
  });
});
