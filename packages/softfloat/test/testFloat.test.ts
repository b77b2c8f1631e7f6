import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { checkTestFloat } from "./testFloatCases.ts";

const root = resolve(import.meta.dirname, "../../..");
const { BINADE_VECTORS = "../shared/vectors" } = process.env;
const folder = resolve(root, BINADE_VECTORS, "testfloat");
const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".txt.gz")) : [];
const withCounterpart = files.filter((file) => checkTestFloat(file, "") !== null);
if (files.length === 0) console.log(`TestFloat: vectors were not found in ${folder}, tests skipped`);

describe.skipIf(files.length === 0)("TestFloat cases, values and flags", () => {
  let cases = 0;
  afterAll(() => console.log(`TestFloat: ${cases} cases in ${withCounterpart.length} of ${files.length} files`));

  it.each(withCounterpart)("%s", (file) => {
    const tally = checkTestFloat(file, gunzipSync(readFileSync(resolve(folder, file))).toString());
    cases += tally?.total ?? 0;
    expect(tally?.total).toBeGreaterThan(0);
    expect(tally?.disagreements).toEqual([]);
    expect(tally?.agree).toBe(tally?.total);
  });
});
