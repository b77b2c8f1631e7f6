/**
 * Compares softfloat with its oracle where every case counts: `npm run exhaustive -- [--list | NAME…]`. All of it takes
 * hours; a job that was stopped goes on where it was.
 */
import { join } from "node:path";
import { cacheFolder, importBundled } from "./bundle.mjs";
import { checkNode, runMain } from "./setup.mjs";

await runMain(async () => {
  checkNode();
  const { module, fingerprint } = await importBundled("exhaustive", "packages/softfloat/test/exhaustive/main.ts");
  const folder = join(cacheFolder, "exhaustive");
  const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);
  return module.main(process.argv.slice(2), { folder, fingerprint, say });
});
