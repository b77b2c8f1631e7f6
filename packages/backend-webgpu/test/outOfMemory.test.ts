import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "tsup";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeOn } from "../../../tools/softwareDriver.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
/** Address space of the process, of which Node itself takes two thirds: SwiftShader takes a buffer's memory at once. */
const kilobytes = 6_000_000;

describeOn("swiftShader", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(root, "node_modules/.exhaust-"));
    await build({
      config: false,
      entry: [join(root, "test/fixtures/exhaust.ts")],
      outDir: folder,
      format: "esm",
      target: "es2022",
      silent: true,
      noExternal: [/^@binade\//],
      esbuildOptions: (options) => {
        options.conditions = ["@binade/source"];
      },
    });
  });
  afterAll(() => rm(folder, { recursive: true }));

  test.skipIf(!existsSync("/bin/bash"))(
    "memory that runs out is ERR_OUT_OF_MEMORY; the process lives, and a new backend works",
    () => {
      const command = `ulimit -v ${kilobytes}; exec "$0" "$1"`;
      const program = join(folder, "exhaust.js");
      const run = spawnSync("/bin/bash", ["-c", command, process.execPath, program], { encoding: "utf8" });
      expect(run).toMatchObject({ status: 0, signal: null });
      const { count, code, message, read } = JSON.parse(run.stdout.trim().split("\n").at(-1) ?? "{}");
      expect(code).toBe("ERR_OUT_OF_MEMORY");
      expect(message).toContain("free tensors, or use a smaller batch");
      expect(count).toBeLessThan(64);
      expect(read).toEqual([1, 2, 3, 4]);
    },
  );
});
