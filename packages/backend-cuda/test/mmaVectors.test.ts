import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeCompiled } from "./mma/compiler.ts";
import { type RecordedDots, readRecordedDots } from "./mma/recordedDots.ts";
import { SoftwareUnit } from "./mma/softwareUnit.ts";

const root = resolve(import.meta.dirname, "../../..");
const { BINADE_VECTORS = "../shared/vectors" } = process.env;
const folder = resolve(root, BINADE_VECTORS, "tensor-core");
const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".txt.gz")) : [];
if (files.length === 0) console.log(`mma: recorded dot products were not found in ${folder}, tests skipped`);

const read = (file: string): RecordedDots =>
  readRecordedDots(file, gunzipSync(readFileSync(resolve(folder, file))).toString());

/** Dot products in which the program and the GPU differ. */
function mismatches(unit: SoftwareUnit, { jobs, expected, widen }: RecordedDots): string[] {
  return unit.run(jobs).flatMap(([d], i) => {
    const got = widen(d!);
    return got === expected[i] ? [] : [`line ${i + 1}: expected ${expected[i]?.toString(16)}, got ${got.toString(16)}`];
  });
}

describeCompiled("the software model of mma.sync", () => {
  describe.skipIf(files.length === 0)("against dot products recorded on GPUs", () => {
    let unit: SoftwareUnit;
    let total = 0;
    beforeAll(() => {
      unit = new SoftwareUnit();
    });
    afterAll(() => {
      unit.remove();
      console.log(`mma: ${total} recorded dot products in ${files.length} files`);
    });

    test.each(files)("%s", (file) => {
      const recorded = read(file);
      expect(recorded.jobs.length).toBeGreaterThan(0);
      expect(mismatches(unit, recorded).slice(0, 5)).toEqual([]);
      total += recorded.jobs.length;
    });

    test("another GPU's model does not give them: A100's for V100, H100's for A100", () => {
      for (const [file, from, to] of [
        ["V100_fp16_fp32.txt.gz", "V100", "A100"],
        ["A100_fp16_fp32.txt.gz", "A100", "H100"],
      ] as const) {
        const recorded = read(file);
        const jobs = recorded.jobs.map((job) => job.replace(`dot ${from}`, `dot ${to}`));
        expect(mismatches(unit, { ...recorded, jobs }).length).toBeGreaterThan(jobs.length / 10);
      }
    });
  });
});
