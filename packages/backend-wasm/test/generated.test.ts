import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

// A computed path: the script is no part of the types.
const { generated } = (await import(`${"../generate.mjs"}`)) as { generated: () => Promise<Record<string, string>> };

test("the generated files are those of the sources (npm run generate in packages/backend-wasm)", async () => {
  for (const [path, text] of Object.entries(await generated())) {
    const found = readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
    expect(found === text, `${path} is that of the sources`).toBe(true);
  }
});
