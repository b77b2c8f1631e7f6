/**
 * What the checks need beyond npm packages, found on the machine or installed by its package manager. As root on Debian
 * or Ubuntu what is missing is installed, unless `BINADE_SYSTEM=skip`; elsewhere the fix is printed.
 */
import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { addBackports } from "./backports.mjs";
import { capture, elapsed } from "./run.mjs";

/**
 * @typedef {object} SystemPart
 * @property {string} name
 * @property {string} neededFor
 * @property {readonly string[]} aptPackages
 * @property {boolean} [fromBackports] The release's own version may be too old: take the one of its backports, if it has any.
 * @property {string} elsewhere How to get it where apt is not.
 * @property {() => string | undefined} find The path of it, if it is there.
 */

/** Mesa's lavapipe of Debian 12 (22.3) is refused by Dawn, 25.0 works. */
const leastMesa = 24;

/** @type {Readonly<Record<"chromium" | "vulkan" | "swiftShader" | "compiler", SystemPart>>} */
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
  vulkan: {
    name: `a software Vulkan driver (Mesa's lavapipe, ${leastMesa} or newer)`,
    neededFor: "the tests of WebGPU in Node",
    aptPackages: ["mesa-vulkan-drivers"],
    fromBackports: true,
    elsewhere: "install Mesa's Vulkan drivers with lavapipe (Fedora mesa-vulkan-drivers, Arch vulkan-swrast)",
    find: () => (mesaVersion() < leastMesa ? undefined : driverFile("lvp_icd")),
  },
  swiftShader: {
    name: "the Vulkan driver SwiftShader",
    neededFor: "the tests of WebGPU on a device that flushes subnormals",
    aptPackages: ["chromium"],
    elsewhere: "install Chromium from a package that has vk_swiftshader_icd.json",
    find: () =>
      ["/usr/lib/chromium", "/usr/lib64/chromium-browser", "/opt/google/chrome"]
        .map((folder) => join(folder, "vk_swiftshader_icd.json"))
        .find((path) => existsSync(path)),
  },
  compiler: {
    name: "a C++ compiler (g++)",
    neededFor: "the tests of the CUDA kernels on the host device",
    aptPackages: ["g++"],
    elsewhere: "install GCC's C++ compiler",
    find: () => onPath(["g++"]).find((path) => isProgram(path)),
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
  const packages = [...new Set(missing.flatMap(({ aptPackages }) => aptPackages))];
  const backports = missing.some(({ fromBackports }) => fromBackports) ? addBackports() : undefined;
  const start = performance.now();
  console.log(`setup: installing ${packages.join(", ")} with apt (BINADE_SYSTEM=skip leaves that out) …`);
  const variables = { DEBIAN_FRONTEND: "noninteractive" };
  const updated = await capture("apt-get", ["update", "-qq"], variables);
  const installed = await capture(
    "apt-get",
    [
      "install",
      "-y",
      "-qq",
      "--no-install-recommends",
      ...missing.flatMap(({ aptPackages, fromBackports }) =>
        aptPackages.map((name) => (fromBackports && backports !== undefined ? `${name}/${backports}` : name)),
      ),
    ],
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

/** The major version that dpkg knows; enough where there is no dpkg. */
function mesaVersion() {
  try {
    const options = { encoding: /** @type {const} */ ("utf8"), stdio: /** @type {const} */ ("pipe") };
    // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own notation
    return Number.parseInt(execFileSync("dpkg-query", ["-W", "-f", "${Version}", "mesa-vulkan-drivers"], options), 10);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT" ? leastMesa : 0;
  }
}

/** The file by which the Vulkan loader is told of a driver. @param {string} name */
function driverFile(name) {
  const folders = ["/usr/share/vulkan/icd.d", "/etc/vulkan/icd.d", "/usr/local/share/vulkan/icd.d"];
  const files = [`${name}.json`, `${name}.x86_64.json`, `${name}.aarch64.json`];
  return folders.flatMap((folder) => files.map((file) => join(folder, file))).find((path) => existsSync(path));
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
