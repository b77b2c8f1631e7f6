import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "tsup";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Bundle the command from the sources of all packages into a folder that it can run in; the caller removes it. */
export async function buildCommand(entries: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(root, "node_modules/.bin-test-"));
  await build({
    config: false,
    entry: entries.map((path) => join(root, path)),
    outDir: folder,
    format: "esm",
    platform: "node",
    target: "es2022",
    silent: true,
    noExternal: [/^@binade\//],
    external: ["@observablehq/plot", "cli-progress", "commander", "linkedom"],
    esbuildOptions: (options) => {
      options.conditions = ["@binade/source"];
      options.entryNames = "[name]"; // beside each other, wherever the sources lie
    },
  });
  return folder;
}
