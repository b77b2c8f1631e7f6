/** Packages as a user gets them: packed, and installed into an empty project. */
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { capture } from "./run.mjs";

/**
 * Pack packages into a folder and install them into the project in its folder `project`.
 *
 * @param {string} folder
 * @param {readonly string[]} names Of the packages.
 * @param {"--offline" | "--prefer-offline"} network Offline, packages must not need others than these.
 * @returns {Promise<string | undefined>} What went wrong, if anything.
 */
export async function installPacked(folder, names, network = "--offline") {
  for (const name of names) {
    const { ok, output } = await capture("pnpm", ["--filter", `@binade/${name}`, "pack", "--pack-destination", folder]);
    if (!ok) return `pack ${name}\n${output}`;
  }
  const tarballs = readdirSync(folder).filter((name) => name.endsWith(".tgz"));
  const project = join(folder, "project");
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
  const options = ["--prefix", project, network, "--ignore-scripts", "--no-audit", "--no-fund"];
  const paths = tarballs.map((name) => join(folder, name));
  const { ok, output } = await capture("npm", ["install", ...options, ...paths]);
  return ok ? undefined : `npm install ${tarballs.join(" ")}\n${output}`;
}
