/**
 * Makes a fresh clone ready: the right Node, the dependencies of the lockfile, and on demand the build.
 * Needs nothing but node and npm. `node tools/setup.mjs` does both.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { capture, elapsed, root } from "./run.mjs";

const leastNode = { major: 20, minor: 19 };
const stamp = join(root, "node_modules", ".binade-setup");

/** A set-up step that failed; `output` is what its program printed. */
export class SetupError extends Error {
  /** @param {string} message @param {string} [output] */
  constructor(message, output = "") {
    super(message);
    this.name = "SetupError";
    this.output = output;
  }
}

/** @param {string} version Like `20.19.0`. */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isRecentEnough = major > leastNode.major || (major === leastNode.major && minor >= leastNode.minor);
  if (isRecentEnough) return;
  throw new SetupError(
    `Node: expected ${leastNode.major}.${leastNode.minor} or newer, got ${version} (install one from https://nodejs.org)`,
  );
}

/** Install what the lockfile says, unless that was already done for this lockfile and these package.json files. */
export async function installDependencies() {
  const wanted = dependencyHash();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;

  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const start = performance.now();
  console.log("setup: installing dependencies …");
  const { ok, output } = await capture("npx", ["--yes", packageManager, "install", "--frozen-lockfile"]);
  if (!ok) throw new SetupError("setup: the installation of the dependencies failed", output);
  writeFileSync(stamp, wanted);
  console.log(`setup: dependencies installed, ${elapsed(start)}`);
}

/** Build every package that changed. */
export async function build() {
  const start = performance.now();
  console.log("setup: building the packages …");
  const variables = { BINADE_NVCC: process.env["BINADE_NVCC"] ?? "skip" }; // two minutes that only an NVIDIA GPU needs
  const { ok, output } = await capture("turbo", ["run", "build", "--output-logs=errors-only"], variables);
  if (!ok) throw new SetupError("setup: the build failed", output);
  console.log(`setup: packages built, ${elapsed(start)}`);
}

/** Everything a program of this repository needs before it can run, without the build. */
export async function setup() {
  checkNode();
  await installDependencies();
}

/**
 * Run `main` as a program: its failure is a message and the exit code 1, a number it returns is the exit code.
 *
 * @param {() => Promise<number | void>} main
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    if (error.output !== "") console.error(error.output);
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** Changes when the lockfile or any package.json of the workspace does. */
function dependencyHash() {
  const packages = readdirSync(join(root, "packages")).map((name) => `packages/${name}/package.json`);
  const files = [
    "pnpm-lock.yaml",
    "pnpm-workspace.yaml",
    "package.json",
    "tools/package.json",
    "tools/node24/package.json",
    ...packages.sort(),
  ];
  const hash = createHash("sha256");
  for (const file of files) {
    const path = join(root, file);
    if (existsSync(path)) hash.update(`${file}\n`).update(readFileSync(path));
  }
  return hash.digest("hex");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await runMain(async () => {
    await setup();
    await build();
  });
}
