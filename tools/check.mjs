/**
 * The whole check: format and lint, types, unit tests, build, package checks, examples. One line for each step, the
 * output of a step that fails, and at the end one line «N passed, N failed» in which every unit test and every example
 * counts, and every other step counts as one.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkBrowserPage } from "./browserPage.mjs";
import { checkExamples, findExamples } from "./examples.mjs";
import { checkPacked } from "./packed.mjs";
import { checkPackedCuda } from "./packedCuda.mjs";
import { checkPackedJudge } from "./packedJudge.mjs";
import { capture, elapsed, root } from "./run.mjs";
import { runMain, setup } from "./setup.mjs";

/**
 * @typedef {object} Result
 * @property {number} passed
 * @property {number} failed
 * @property {number} [skipped]
 * @property {string} output Shown when something failed.
 */

const { CI = "" } = process.env;
const turboOptions = ["--output-logs=errors-only", ...(CI === "" || CI === "false" ? [] : ["--force"])];

/** Tests of ours read what nvcc makes of every kernel; that the whole addon is compiled for every GPU besides is not needed. */
process.env["BINADE_NVCC"] ??= "skip";

/** @type {readonly { name: string, needs?: string, run: () => Promise<Result> }[]} */
const steps = [
  { name: "format and lint", run: () => program("biome", ["check", "--colors=off", "."]) },
  { name: "types", run: () => program("turbo", ["run", "types", ...turboOptions]) },
  { name: "native code", run: () => program("turbo", ["run", "build:native", ...turboOptions]) },
  { name: "unit tests", run: unitTests },
  { name: "build", run: () => program("turbo", ["run", "build", ...turboOptions]) },
  { name: "package checks", needs: "build", run: packageChecks },
  { name: "sizes", needs: "build", run: sizes },
  { name: "packed softfloat in every engine", needs: "build", run: checkPacked },
  { name: "packed judge on a backend of somebody else", needs: "build", run: checkPackedJudge },
  { name: "packed CUDA backend without nvcc and compiler", needs: "build", run: checkPackedCuda },
  { name: "training in a browser", needs: "build", run: () => checkBrowserPage() },
  { name: "examples", needs: "build", run: examples },
];

await runMain(async () => {
  await setup();
  const total = { passed: 0, failed: 0, skipped: 0 };
  /** @type {Set<string>} */
  const broken = new Set();

  for (const { name, needs, run } of steps) {
    process.stdout.write(`check: ${name} … `);
    if (needs !== undefined && broken.has(needs)) {
      console.log(`skipped, ${needs} failed`);
      total.skipped += 1;
      continue;
    }
    const start = performance.now();
    const { passed, failed, skipped = 0, output } = await run();
    console.log(`${counts({ passed, failed, skipped })}, ${elapsed(start)}`);
    if (failed > 0) {
      broken.add(name);
      console.log(`${output}\n`);
    }
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }

  console.log(counts(total));
  return total.failed === 0 ? 0 : 1;
});

/** @param {{ passed: number, failed: number, skipped: number }} result */
function counts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/** One program as one count. @param {string} name @param {readonly string[]} args @returns {Promise<Result>} */
async function program(name, args) {
  const { ok, output } = await capture(name, args, { NO_COLOR: "1" });
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, output };
}

/** @returns {Promise<Result>} */
async function unitTests() {
  const folder = mkdtempSync(join(tmpdir(), "binade-check-"));
  const report = join(folder, "vitest.json");
  const args = ["run", "--reporter=dot", "--reporter=json", `--outputFile.json=${report}`, "--silent=passed-only"];
  try {
    const { ok, output } = await capture("vitest", args, { NO_COLOR: "1" });
    return { ...countTests(readReport(report), ok), output };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @typedef {object} Report
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {{ status: string, assertionResults: { status: string }[] }[]} testResults
 */

/** Nothing when vitest ended before it wrote one. @param {string} path @returns {Report | undefined} */
function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

/** A file that fails as a whole counts as one, and so does a failure that belongs to no test. @param {Report | undefined} report @param {boolean} ok */
function countTests(report, ok) {
  if (report === undefined) return { passed: 0, failed: 1 };
  const isBroken = (/** @type {Report["testResults"][number]} */ { status, assertionResults }) =>
    status === "failed" && assertionResults.every((result) => result.status !== "failed");
  const failed = report.numFailedTests + report.testResults.filter(isBroken).length;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && !ok ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** What a registry and a bundler would find wrong with the built packages. @returns {Promise<Result>} */
async function packageChecks() {
  const { publint } = await import("publint");
  const { formatMessage } = await import("publint/utils");
  const problems = [];
  for (const name of readdirSync(join(root, "packages")).sort()) {
    const pkgDir = join(root, "packages", name);
    const { messages, pkg } = await publint({ pkgDir, strict: true });
    for (const message of messages) problems.push(`packages/${name}: ${formatMessage(message, pkg, { color: false })}`);
  }
  return { passed: problems.length === 0 ? 1 : 0, failed: problems.length === 0 ? 0 : 1, output: problems.join("\n") };
}

/** The size budgets of tools/.size-limit.json, in gzipped bytes. @returns {Promise<Result>} */
async function sizes() {
  const { output } = await capture("size-limit", ["--json"], {}, join(root, "tools"));
  /** @type {{ name: string, passed: boolean, size: number, sizeLimit: number }[]} */
  const entries = JSON.parse(output);
  const passed = entries.filter((entry) => entry.passed).length;
  const lines = entries.map(({ name, size, sizeLimit }) => `${name}: ${size} bytes gzipped, at most ${sizeLimit}`);
  return { passed, failed: entries.length - passed, output: lines.join("\n") };
}

/** @returns {Promise<Result>} */
async function examples() {
  const { passed, failed, messages } = await checkExamples(findExamples());
  return { passed, failed, output: messages.join("\n") };
}
