import { describe, expect, test } from "vitest";
import { loadVectors, vectorFolder } from "../../../tools/vectors/loadVectors.ts";
import { checkTorchAutocast } from "../../../tools/vectors/torchAutocast.ts";
import { checkTorchOps } from "../../../tools/vectors/torchOps.ts";
import type { VectorResult } from "../../../tools/vectors/vectorResult.ts";

const folder = vectorFolder();
if (folder === undefined) console.log("torch vectors: skipped, set BINADE_VECTORS to the folder of the recorded data");

describe.skipIf(folder === undefined)("results recorded from PyTorch", () => {
  test.each<[file: string, check: (json: unknown) => Promise<VectorResult[]>]>([
    ["torch/ops.json.gz", checkTorchOps],
    ["torch/autocast.json.gz", checkTorchAutocast],
  ])("%s: all that have a counterpart agree", async (file, check) => {
    const results = await check(loadVectors<unknown>(folder as string, file));
    for (const { name, agree, total, noCounterpart } of results) {
      console.log(`${name}: ${agree} of ${total} agree, ${noCounterpart} without a counterpart`);
    }
    expect(results.flatMap(({ disagreements }) => disagreements)).toEqual([]);
    expect(results.map(({ agree }) => agree)).toEqual(results.map(({ total }) => total));
    for (const { total } of results) expect(total).toBeGreaterThan(0);
  });
});
