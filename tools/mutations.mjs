/**
 * Plants known faults in a copy of a package, one at a time, and expects its tests to fail:
 * `npm run mutations -- [PACKAGE…]`. The faults are data, in `packages/PACKAGE/test/mutations.mjs`.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { capture, elapsed, root } from "./run.mjs";
import { checkNode, runMain, setup } from "./setup.mjs";

/** @typedef {import("../packages/softfloat/test/mutations.mjs").Mutation} Mutation */

const usage = "usage: npm run mutations -- [PACKAGE…]";
const slowest = "180000"; // milliseconds that a test may take before it counts as failed

/** @param {string} name Of a package. */
const mutationsOf = (name) => join(root, "packages", name, "test", "mutations.mjs");

await runMain(async () => {
  checkNode();
  const known = readdirSync(join(root, "packages")).filter((name) => existsSync(mutationsOf(name)));
  const names = process.argv.length > 2 ? process.argv.slice(2) : known;
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    console.error(
      `mutations: expected packages with faults (${known.join(", ")}), got ${unknown.join(", ")}; ${usage}`,
    );
    return 1;
  }
  if (!existsSync(join(root, "node_modules"))) await setup();
  let failed = 0;
  for (const name of names) failed += await checkPackage(name);
  return failed === 0 ? 0 : 1;
});

/**
 * Plant every fault of a package and print a line each.
 *
 * @param {string} name
 * @returns {Promise<number>} How many faults survived or could not be planted.
 */
async function checkPackage(name) {
  const start = performance.now();
  /** @type {{ mutations: readonly Mutation[] }} */
  const { mutations } = await import(pathToFileURL(mutationsOf(name)).href);
  const copy = copyPackage(name);
  try {
    const tests = [...new Set(mutations.flatMap((mutation) => mutation.tests))];
    const sound = await runTests(copy, name, tests);
    if (sound.failures.length > 0 || !sound.ok) {
      console.log(`${name}: the tests fail before anything is planted: ${sound.failures[0] ?? sound.output}`);
      return mutations.length;
    }
    let survivors = 0;
    for (const [index, mutation] of mutations.entries()) {
      const { isCaught, verdict } = await plant(copy, name, mutation);
      if (!isCaught) survivors++;
      console.log(
        `${String(index + 1).padStart(3)} ${isCaught ? "caught  " : "SURVIVED"} ${mutation.name} (${mutation.file}): ${verdict}`,
      );
    }
    console.log(`mutations ${name}: ${mutations.length - survivors} of ${mutations.length} caught, ${elapsed(start)}`);
    return survivors;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/**
 * Sources and tests in a folder of their own, with the installed modules of the repository.
 *
 * @param {string} name
 * @returns {string} The folder.
 */
function copyPackage(name) {
  const copy = mkdtempSync(join(tmpdir(), "binade-mutations-"));
  const [from, to] = [join(root, "packages", name), join(copy, "packages", name)];
  mkdirSync(to, { recursive: true });
  for (const part of ["src", "test", "package.json"]) cpSync(join(from, part), join(to, part), { recursive: true });
  cpSync(join(root, "vitest.config.ts"), join(copy, "vitest.config.ts"));
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  symlinkSync(join(from, "node_modules"), join(to, "node_modules"));
  return copy;
}

/**
 * Plant one fault, run the tests that should notice, take it out again.
 *
 * @param {string} copy
 * @param {string} name
 * @param {Mutation} mutation
 */
async function plant(copy, name, { file, find, replace, tests }) {
  const path = join(copy, "packages", name, file);
  const source = readFileSync(path, "utf8");
  const count = source.split(find).length - 1;
  if (find === "" || count !== 1)
    return { isCaught: false, verdict: `expected the text to find once, got ${count} times` };
  writeFileSync(
    path,
    source.replace(find, () => replace),
  );
  try {
    const { failures, output } = await runTests(copy, name, tests);
    if (failures.length > 0) return { isCaught: true, verdict: failures[0] ?? "" };
    return { isCaught: false, verdict: output === "" ? `nothing failed in ${tests.join(", ")}` : output };
  } finally {
    writeFileSync(path, source);
  }
}

/**
 * Run test files up to the first failure. A file that cannot be loaded has no failed test: it catches nothing.
 *
 * @param {string} copy
 * @param {string} name
 * @param {readonly string[]} tests
 * @returns {Promise<{ ok: boolean, failures: string[], output: string }>} Titles of failed tests; what else went wrong.
 */
async function runTests(copy, name, tests) {
  const report = join(copy, "report.json");
  rmSync(report, { force: true });
  const files = tests.map((test) => join("packages", name, test));
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const options = ["--bail", "1", "--testTimeout", slowest, "--reporter", "json", "--outputFile", report];
  const { ok, output } = await capture(process.execPath, [vitest, "run", "--root", copy, ...options, ...files]);
  if (!existsSync(report)) return { ok: false, failures: [], output: output.trim().split("\n")[0] ?? "" };
  /** @type {{ testResults: { message: string, assertionResults: { status: string, fullName: string }[] }[] }} */
  const { testResults } = JSON.parse(readFileSync(report, "utf8"));
  const failures = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === "failed").map(({ fullName }) => fullName),
  );
  const broken = testResults.map(({ message }) => message).find((message) => message !== "");
  return { ok, failures, output: broken?.split("\n")[0] ?? "" };
}
