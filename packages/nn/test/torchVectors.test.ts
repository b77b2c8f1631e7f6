import { describe, expect, test } from "vitest";
import { loadVectors, vectorFolder } from "../../../tools/vectors/loadVectors.ts";
import { checkTorchDigits } from "../../../tools/vectors/torchDigits.ts";
import { checkTorchModels } from "../../../tools/vectors/torchModels.ts";
import { checkTorchOptim } from "../../../tools/vectors/torchOptim.ts";
import type { DigitsData } from "../../../tools/vectors/torchTraining.ts";
import type { VectorResult } from "../../../tools/vectors/vectorResult.ts";

const folder = vectorFolder();
if (folder === undefined) console.log("torch vectors: skipped, set BINADE_VECTORS to the folder of the recorded data");

/** The first steps, the skips of the digits among them; `npm run vectors` takes all. */
const digitsSteps = 7;
const modelSteps = 4;

const load = <T>(file: string): T => loadVectors<T>(folder as string, `torch/${file}`);
const digits = () => load<DigitsData>("digits-data.json.gz");

describe.skipIf(folder === undefined)("training recorded from PyTorch", () => {
  test.each<[file: string, counts: string[], check: () => Promise<VectorResult[]>]>([
    [
      "optim.json.gz",
      ["6 of 6", "3 of 3", "3 of 3", "0 of 0", "0 of 0", "9 of 9", "0 of 0"],
      () => checkTorchOptim(load("optim.json.gz")),
    ],
    [
      "digits.json.gz",
      ["10 of 10", "10 of 10"],
      () => checkTorchDigits(load("digits.json.gz"), digits(), { steps: digitsSteps }),
    ],
    [
      "models.json.gz",
      ["5 of 5", "0 of 0"],
      () => checkTorchModels(load("models.json.gz"), digits(), { steps: modelSteps }),
    ],
  ])("%s: all that has a counterpart agrees", async (_, counts, check) => {
    const results = await check();
    for (const { name, agree, total, noCounterpart } of results) {
      console.log(`${name}: ${agree} of ${total} agree, ${noCounterpart} without a counterpart`);
    }
    expect(results.flatMap(({ disagreements }) => disagreements)).toEqual([]);
    expect(results.map(({ agree, total }) => `${agree} of ${total}`)).toEqual(counts);
  });
});
