/**
 * Every binary32 input through every elementary function, against binary64. Takes a few hours on one core and is not
 * part of the default run: `npx vitest run --config vitest.slow.config.ts packages/backend-cpu`. A run that was broken
 * off goes on where it was, unless the functions or their tests have changed since.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { type FunctionName, functionCases } from "./functionCases.ts";
import { type WorstError, worstError } from "./worstError.ts";

const inputCount = 2 ** 32;
const chunk = 2 ** 26;

/** How far each function has come. */
type Progress = { [N in FunctionName]?: { readonly next: number; readonly worst: WorstError } };

const progressFile = join(tmpdir(), `binade-functions-${fingerprint()}.json`);
const progress: Progress = existsSync(progressFile) ? JSON.parse(readFileSync(progressFile, "utf8")) : {};
const cases = Object.values(functionCases);
const isDone = ({ name }: { readonly name: FunctionName }): boolean => progress[name]?.next === inputCount;

describe("all 2^32 inputs", () => {
  test.each(cases)("$name stays within $bound $unit", async (functionCase) => {
    const { name, bound, unit } = functionCase;
    const started = Date.now();
    const resumedAt = progress[name]?.next ?? 0;
    let worst = progress[name]?.worst ?? { error: 0, bits: 0 };
    for (let first = resumedAt; first < inputCount; first += chunk) {
      const next = first + chunk;
      const found = worstError(functionCase, first, next);
      if (found.error > worst.error) worst = found;
      progress[name] = { next, worst };
      writeFileSync(progressFile, JSON.stringify(progress));
      const minutesLeft = ((Date.now() - started) / 60_000) * ((inputCount - next) / (next - resumedAt));
      const percent = Math.round((next / inputCount) * 100);
      console.log(`${name}: ${percent} %, ${described(worst, unit)}, ${minutesLeft.toFixed(1)} minutes left`);
      await setImmediate(); // lets the line out
    }
    console.log(`${name}: ${described(worst, unit)}`);
    expect(worst.error).toBeLessThanOrEqual(bound);
  });

  // what is complete need not be resumed
  afterAll(() => {
    if (cases.every(isDone)) rmSync(progressFile);
  });
});

function described({ error, bits }: WorstError, unit: string): string {
  return `at most ${error.toFixed(4)} ${unit}, at ${bits.toString(16).padStart(8, "0")}`;
}

/** Of everything that the result depends on: a run is only resumed by the same code. */
function fingerprint(): string {
  const folders = ["../src/functions/", "./"].map((folder) => fileURLToPath(new URL(folder, import.meta.url)));
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  const sources = [...files, fileURLToPath(new URL("../../backend/src/functionCoefficients.ts", import.meta.url))];
  const hash = createHash("sha256");
  for (const file of sources.filter((name) => name.endsWith(".ts")).sort()) hash.update(readFileSync(file));
  return hash.digest("hex").slice(0, 16);
}
