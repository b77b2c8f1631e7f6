import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { bulkJobs } from "./arraysJobs.ts";
import { runResumable } from "./exhaustive/resumable.ts";

const packageFolder = new URL("../", import.meta.url);
const cacheFolder = fileURLToPath(new URL("../../../.cache/arrays/", import.meta.url));

/** The sources and the proof: a run that began with others starts again. */
function fingerprint(): string {
  const hash = createHash("sha256");
  for (const folder of [
    "src/arrays/",
    "src/codes/",
    "src/rounding/",
    "src/format/",
    "src/kernels/",
    "test/exhaustive/",
    "test/oracle/",
  ]) {
    const names = readdirSync(new URL(folder, packageFolder), { recursive: true, encoding: "utf8" });
    for (const name of names.filter((path) => path.endsWith(".ts")).sort()) {
      hash.update(name).update(readFileSync(new URL(folder + name, packageFolder)));
    }
  }
  return hash.digest("hex");
}

/** A minute and a half each on one core; stopped and started again, a job goes on where it was. */
test.each(bulkJobs)("$name, all 2^32 cases", (job) => {
  const surroundings = { folder: cacheFolder, fingerprint: fingerprint(), say: console.log };
  const { cases, failures, seconds } = runResumable(job, surroundings);
  console.log(`${job.name}: ${cases} cases, ${failures.length} failed, ${seconds.toFixed(0)} s`);
  expect(cases).toBe(2 ** 32);
  expect(failures).toEqual([]);
});
