/**
 * The page of docs/browser in headless Chromium: it has to train the MLP in f16 with the loss scaler on Chromium's own software
 * adapter, as plain modules and as bundled by Vite from the packed packages. Needs the build. `node tools/browserPage.mjs
 * [SCREENSHOT.png]` prints what came out and keeps a picture.
 */
import {
  cpSync,
  createReadStream,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { pathToFileURL } from "node:url";
import { installPacked } from "./installPacked.mjs";
import { root } from "./run.mjs";
import { howToGet, systemParts } from "./systemParts.mjs";

const types = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript" };
const steps = 60;
const bundledSteps = 5;
const browserPackages = ["softfloat", "loss-scaler", "backend", "backend-webgpu", "autograd", "nn"];

/** @typedef {{ tier: string, probe?: string, losses: number[], scales: number[], skipped: number, accuracy: number, seconds: number }} PageResult */

/** @param {string} [screenshot] @returns {Promise<{ passed: number, failed: number, skipped?: number, output: string }>} */
export async function checkBrowserPage(screenshot) {
  const program = systemParts.chromium.find();
  const { CI = "" } = process.env;
  if (program === undefined) {
    const output = howToGet(systemParts.chromium);
    return CI === "" || CI === "false"
      ? { passed: 0, failed: 0, skipped: 1, output }
      : { passed: 0, failed: 1, output };
  }
  const lines = [];
  let failed = 0;
  for (const [name, run, isRight] of /** @type {const} */ ([
    ["plain modules", () => trainInPage(program, root, "docs/browser/index.html", steps, screenshot), hasLearned],
    ["bundled by Vite", () => trainBundled(program), hasRun],
  ])) {
    try {
      const result = await run();
      if (!isRight(result)) failed++;
      lines.push(`${name}: ${summary(result)}`);
    } catch (error) {
      failed++;
      lines.push(`${name}: ${error instanceof Error ? error.message : error}`);
    }
  }
  return { passed: lines.length - failed, failed, output: lines.join("\n") };
}

/** @param {PageResult} result */
function hasLearned({ losses, accuracy }) {
  const [first = Number.NaN, last = Number.NaN] = [losses[0], losses.at(-1)];
  return losses.length === steps && last < first / 2 && accuracy > 0.7;
}

/** @param {PageResult} result */
function hasRun({ losses }) {
  return losses.length === bundledSteps && losses.every(Number.isFinite);
}

/** @param {PageResult} result */
function summary({ tier, probe, losses, scales, skipped, accuracy, seconds }) {
  return (
    `tier ${tier} (${probe ?? "all probes pass"}), ${losses.length} steps in ${seconds.toFixed(1)} s, loss ${losses[0]?.toFixed(3)} → ` +
    `${losses.at(-1)?.toFixed(3)}, scale 2^${scales[0]} → 2^${scales.at(-1)}, ${skipped} skipped, accuracy ${(100 * accuracy).toFixed(1)} %`
  );
}

/** The page in a project of its own, with the packages as they are published, built as a user would. @param {string} program */
async function trainBundled(program) {
  const { build } = await import("vite");
  const folder = mkdtempSync(join(tmpdir(), "binade-vite-"));
  const project = join(folder, "project");
  try {
    const problem = await installPacked(folder, browserPackages, "--prefer-offline");
    if (problem !== undefined) throw new Error(problem);
    const page = readFileSync(join(root, "docs", "browser", "index.html"), "utf8");
    writeFileSync(join(project, "index.html"), page.replace(/<script type="importmap">[\s\S]*?<\/script>/, ""));
    cpSync(join(root, "docs", "browser", "train.js"), join(project, "train.js"));
    await build({ root: project, configFile: false, logLevel: "warn", build: { target: "esnext" } });
    return await trainInPage(program, join(project, "dist"), "index.html", bundledSteps);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} executablePath
 * @param {string} folder Where the page lies; what is not there is looked for in the repository.
 * @param {string} page
 * @param {number} count Of steps.
 * @param {string} [screenshot]
 * @returns {Promise<PageResult>}
 */
async function trainInPage(executablePath, folder, page, count, screenshot) {
  const { chromium } = await import("playwright-core");
  const server = createServer(serve([folder, root]));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const args = ["--no-sandbox", "--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader"];
  const browser = await chromium.launch({ executablePath, args });
  try {
    const tab = await browser.newPage({ viewport: { width: 800, height: 760 } });
    tab.setDefaultTimeout(300_000);
    await tab.goto(`http://127.0.0.1:${port}/${page}?steps=${count}`);
    return /** @type {PageResult} */ (await tab.evaluate("window.result"));
  } finally {
    if (screenshot !== undefined) await browser.contexts()[0]?.pages()[0]?.screenshot({ path: screenshot });
    await browser.close();
    server.close();
  }
}

/** Files of the first folder that has them, and nothing above it. @param {readonly string[]} folders @returns {import("node:http").RequestListener} */
function serve(folders) {
  return ({ url = "/" }, response) => {
    const name = normalize(new URL(url, "http://localhost").pathname);
    const path = folders
      .map((folder) => ({ folder, path: join(folder, name) }))
      .find((file) => file.path.startsWith(file.folder) && existsSync(file.path) && statSync(file.path).isFile())?.path;
    if (path === undefined) {
      response.writeHead(404).end();
      return;
    }
    const type = types[/** @type {keyof typeof types} */ (extname(path))] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type });
    createReadStream(path).pipe(response);
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { failed, output } = await checkBrowserPage(process.argv[2]);
  console.log(output);
  process.exitCode = failed === 0 ? 0 : 1;
}
