/**
 * What the checks need beyond npm packages, found on the machine or installed by its package manager. As root on Debian
 * or Ubuntu what is missing is installed, unless `BINADE_SYSTEM=skip`; elsewhere the fix is printed.
 */
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { capture, elapsed } from "./run.mjs";

/**
 * @typedef {object} SystemPart
 * @property {string} name
 * @property {string} neededFor
 * @property {readonly string[]} aptPackages
 * @property {string} elsewhere How to get it where apt is not.
 * @property {() => string | undefined} find The path of it, if it is there.
 */

/** @type {Readonly<Record<"chromium", SystemPart>>} */
export const systemParts = {
  chromium: {
    name: "Chromium",
    neededFor: "the tests in a browser",
    aptPackages: ["chromium"],
    elsewhere: "install Chromium or Chrome, or name its program in CHROME_PATH",
    find: () =>
      [process.env["CHROME_PATH"], ...onPath(["chromium", "chromium-browser", "google-chrome", "chrome"])].find(
        (path) => path !== undefined && isProgram(path),
      ),
  },
};

/**
 * Install the parts that are missing, where that can be done. What stays missing is reported by the checks that need it.
 *
 * @param {readonly SystemPart[]} parts
 */
export async function installSystemParts(parts) {
  const missing = parts.filter(({ find }) => find() === undefined);
  if (missing.length === 0 || !canInstall()) return;
  const packages = missing.flatMap(({ aptPackages }) => aptPackages);
  const start = performance.now();
  console.log(`setup: installing ${packages.join(", ")} with apt (BINADE_SYSTEM=skip leaves that out) …`);
  const variables = { DEBIAN_FRONTEND: "noninteractive" };
  const updated = await capture("apt-get", ["update", "-qq"], variables);
  const installed = await capture(
    "apt-get",
    ["install", "-y", "-qq", "--no-install-recommends", ...packages],
    variables,
  );
  if (installed.ok) console.log(`setup: ${packages.join(", ")} installed, ${elapsed(start)}`);
  else console.log(`setup: apt could not install ${packages.join(", ")}\n${updated.output}\n${installed.output}`);
}

/** Why a part is missing and what to do about it. @param {SystemPart} part */
export function howToGet({ name, neededFor, aptPackages, elsewhere }) {
  return `${name} not found, needed for ${neededFor} (apt install ${aptPackages.join(" ")}; elsewhere ${elsewhere})`;
}

function canInstall() {
  return process.env["BINADE_SYSTEM"] !== "skip" && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
}

/** @param {readonly string[]} names */
function onPath(names) {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
