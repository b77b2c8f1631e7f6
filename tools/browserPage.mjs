/**
 * The page of docs/browser in headless Chromium: it has to train the MLP in f16 with the loss scaler on Chromium's own software
 * adapter. Needs the build. `node tools/browserPage.mjs [SCREENSHOT.png]` prints what came out and keeps a picture.
 */

import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./run.mjs";
import { howToGet, systemParts } from "./systemParts.mjs";

const types = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript" };
const steps = 60;

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
  try {
    const { tier, probe, losses, scales, skipped, accuracy, seconds } = await trainInPage(program, screenshot);
    const [first = Number.NaN, last = Number.NaN] = [losses[0], losses.at(-1)];
    const output =
      `tier ${tier} (${probe ?? "all probes pass"}), ${losses.length} steps in ${seconds.toFixed(1)} s, loss ${first.toFixed(3)} → ` +
      `${last.toFixed(3)}, scale 2^${scales[0]} → 2^${scales.at(-1)}, ${skipped} skipped, accuracy ${(100 * accuracy).toFixed(1)} %`;
    const isRight = losses.length === steps && last < first / 2 && accuracy > 0.7;
    return { passed: isRight ? 1 : 0, failed: isRight ? 0 : 1, output };
  } catch (error) {
    return { passed: 0, failed: 1, output: error instanceof Error ? error.message : String(error) };
  }
}

/** @param {string} executablePath @param {string | undefined} screenshot @returns {Promise<PageResult>} */
async function trainInPage(executablePath, screenshot) {
  const { chromium } = await import("playwright-core");
  const server = createServer(serve);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const args = ["--no-sandbox", "--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader"];
  const browser = await chromium.launch({ executablePath, args });
  try {
    const page = await browser.newPage({ viewport: { width: 800, height: 760 } });
    page.setDefaultTimeout(300_000);
    await page.goto(`http://127.0.0.1:${port}/docs/browser/index.html?steps=${steps}`);
    return /** @type {PageResult} */ (await page.evaluate("window.result"));
  } finally {
    if (screenshot !== undefined) await browser.contexts()[0]?.pages()[0]?.screenshot({ path: screenshot });
    await browser.close();
    server.close();
  }
}

/** Files of the repository, and nothing above it. @type {import("node:http").RequestListener} */
function serve({ url = "/" }, response) {
  const path = join(root, normalize(new URL(url, "http://localhost").pathname));
  if (!path.startsWith(root) || !existsSync(path) || !statSync(path).isFile()) {
    response.writeHead(404).end();
    return;
  }
  const type = types[/** @type {keyof typeof types} */ (extname(path))] ?? "application/octet-stream";
  response.writeHead(200, { "content-type": type });
  createReadStream(path).pipe(response);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { failed, output } = await checkBrowserPage(process.argv[2]);
  console.log(output);
  process.exitCode = failed === 0 ? 0 : 1;
}
