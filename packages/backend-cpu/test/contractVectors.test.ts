import { expect, test } from "vitest";
import { type ContractFile, checkContract } from "../../../tools/vectors/contract.ts";
import { loadVectors, vectorFolder } from "../../../tools/vectors/loadVectors.ts";

const folder = vectorFolder();
if (folder === undefined) console.log("contract vectors: skipped, no folder (set BINADE_VECTORS)");

test.skipIf(folder === undefined)("every word of the recorded cases of N1 to N16 agrees", async () => {
  const results = await checkContract(loadVectors<ContractFile>(folder!, "contract/exact.json.gz"));
  for (const { name, agree, total, noCounterpart } of results) {
    console.log(`${name}: ${agree} of ${total} agree, ${noCounterpart} without a counterpart`);
  }
  expect(results.flatMap(({ disagreements }) => disagreements)).toEqual([]);
  expect(results.map(({ agree }) => agree)).toEqual(results.map(({ total }) => total));
});
