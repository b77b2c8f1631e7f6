/**
 * Compares a folder of recorded data with the product: `npm run vectors -- DIR`. The comparison is TypeScript, so it is
 * bundled from the sources first; no build is needed.
 */
import { mkdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./run.mjs";
import { checkNode, runMain, setup } from "./setup.mjs";

/** The bundler that the build uses, installed with it. */
async function loadEsbuild() {
  const require = createRequire(import.meta.url);
  try {
    return createRequire(require.resolve("tsup"))("esbuild");
  } catch {
    await setup();
    return createRequire(require.resolve("tsup"))("esbuild");
  }
}

await runMain(async () => {
  checkNode();
  const { build } = await loadEsbuild();
  const folder = join(root, "node_modules", ".cache");
  const outfile = join(folder, `vectors-${process.pid}.mjs`);
  mkdirSync(folder, { recursive: true });
  const remove = () => rmSync(outfile, { force: true });
  process.once("exit", remove);
  await build({
    entryPoints: [join(root, "tools", "vectors", "main.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    conditions: ["@binade/source"],
    logLevel: "error",
  });
  const { main } = await import(pathToFileURL(outfile).href);
  remove();
  return main(process.argv.slice(2));
});
