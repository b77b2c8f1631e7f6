import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { generated } from "../generate.mjs";

test("what is generated is up to date (run generate.mjs)", async () => {
  for (const [path, text] of Object.entries(await generated())) {
    const file = fileURLToPath(new URL(`../${path}`, import.meta.url));
    expect(readFileSync(file, "utf8") === text, path).toBe(true);
  }
});
