import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { mutations } from "../packages/softfloat/test/mutations.mjs";
import { capture, root } from "./run.mjs";

const softfloat = join(root, "packages", "softfloat");

describe("mutations of softfloat", () => {
  it.each(mutations)("$name: the text to find is there once, and the tests exist", ({ file, find, replace, tests }) => {
    const source = readFileSync(join(softfloat, file), "utf8");
    expect(find).not.toBe("");
    expect(source.split(find).length - 1).toBe(1);
    expect(replace).not.toBe(find);
    expect(tests.length).toBeGreaterThan(0);
    for (const test of tests) expect(existsSync(join(softfloat, test))).toBe(true);
  });

  it("have names of their own", () => {
    expect(new Set(mutations.map(({ name }) => name)).size).toBe(mutations.length);
  });
});

describe("npm run mutations -- PACKAGE", () => {
  it("says which packages have faults when it is given another", async () => {
    const { ok, output } = await capture(process.execPath, ["tools/mutations.mjs", "nonsense"]);
    expect(ok).toBe(false);
    expect(output).toBe(
      "mutations: expected packages with faults (softfloat), got nonsense; usage: npm run mutations -- [PACKAGE…]",
    );
  });
});
