import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { elementaryJob, say } from "./elementary/wholeFormats.ts";
import { runResumable } from "./exhaustive/resumable.ts";

const packageFolder = new URL("../", import.meta.url);
const cacheFolder = new URL("../../../.cache/elementary/", import.meta.url);

/** The sources and the proof: a run that began with others starts again. */
function fingerprint(): string {
  const hash = createHash("sha256");
  for (const folder of [
    "src/codes/",
    "src/rounding/",
    "src/elementary/",
    "src/format/",
    "test/elementary/",
    "test/oracle/",
  ]) {
    const names = readdirSync(new URL(folder, packageFolder), { recursive: true, encoding: "utf8" });
    for (const name of names.filter((path) => path.endsWith(".ts")).sort()) {
      hash.update(name).update(readFileSync(new URL(folder + name, packageFolder)));
    }
  }
  return hash.digest("hex");
}

/** About 20 minutes on one core; stopped and started again, it goes on with the function it was at. */
test("every elementary function of every code of FP16 and BF16, in every mode, with its flags", () => {
  const surroundings = { folder: cacheFolder.pathname, fingerprint: fingerprint(), say };
  const { cases, failures } = runResumable(elementaryJob, surroundings);
  say(`elementary functions: ${cases} comparisons, ${failures.length} of them failed`);
  expect(failures).toEqual([]);
});
