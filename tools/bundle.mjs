/** Runs TypeScript sources as one module, without a build: at full speed, where a test runner's module system is slower. */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./run.mjs";
import { setup } from "./setup.mjs";

/** Where bundles and other things that can be made again are kept. */
export const cacheFolder = join(root, "node_modules", ".cache");

/**
 * Bundle a module with everything it imports from the sources of this repository, and import it.
 *
 * @param {string} name Of the file in the cache folder.
 * @param {string} entry Path of the module in the repository.
 * @returns {Promise<{ module: any, fingerprint: string }>} The module, and a hash of all its code.
 */
export async function importBundled(name, entry) {
  const { build } = await loadEsbuild();
  const outfile = join(cacheFolder, `${name}-${process.pid}.mjs`);
  mkdirSync(cacheFolder, { recursive: true });
  const remove = () => rmSync(outfile, { force: true });
  process.once("exit", remove);
  await build({
    entryPoints: [join(root, entry)],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    conditions: ["@binade/source"],
    logLevel: "error",
  });
  const fingerprint = createHash("sha256").update(readFileSync(outfile)).digest("hex");
  const module = await import(pathToFileURL(outfile).href);
  remove();
  return { module, fingerprint };
}

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
