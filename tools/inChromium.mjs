import { createServer } from "node:http";

/**
 * Run an expression in a page of headless Chromium and give its result. The page is served with what `files` maps from
 * paths to scripts.
 *
 * @param {string} executablePath
 * @param {{ files: Readonly<Record<string, string>>, isIsolated: boolean, expression: string, timeoutMs: number }} options
 * @returns {Promise<unknown>}
 */
export async function inChromium(executablePath, { files, isIsolated, expression, timeoutMs }) {
  const { chromium } = await import("playwright-core");
  const isolation = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };
  const headers = isIsolated ? isolation : {};
  const server = createServer(({ url = "/" }, response) => {
    const script = files[url];
    if (url === "/") response.writeHead(200, { ...headers, "content-type": "text/html" }).end("<!doctype html>");
    else if (script === undefined) response.writeHead(404).end();
    else response.writeHead(200, { ...headers, "content-type": "text/javascript" }).end(script);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    const tab = await browser.newPage();
    tab.setDefaultTimeout(timeoutMs);
    await tab.goto(`http://127.0.0.1:${port}/`);
    return await tab.evaluate(expression);
  } finally {
    await browser.close();
    server.close();
  }
}
