/** Plants every fault of the judge's tests and writes what it found to docs/planted-faults.md: `npm run faults`. */
import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { importBundled } from "./bundle.mjs";
import { root } from "./run.mjs";
import { checkNode, runMain } from "./setup.mjs";

const page = join(root, "docs", "planted-faults.md");

await runMain(async () => {
  checkNode();
  const { module } = await importBundled("faults", "packages/conformance/test/faults/main.ts");
  /** @type {{ page: string, planted: number, missed: readonly string[] }} */
  const result = await module.main((/** @type {string} */ line) => process.stderr.write(`${line}\n`));
  writeFileSync(`${page}.part`, result.page);
  renameSync(`${page}.part`, page);
  console.log(
    `faults: ${result.planted - result.missed.length} of ${result.planted} found and named; docs/planted-faults.md written`,
  );
  if (result.missed.length > 0) console.log(`missed: ${result.missed.join(", ")}`);
  return result.missed.length === 0 ? 0 : 1;
});
