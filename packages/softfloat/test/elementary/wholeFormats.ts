import { writeSync } from "node:fs";
import type { Outcome } from "../exhaustive/outcome.ts";
import type { Job } from "../exhaustive/resumable.ts";
import { bitsOf, layouts } from "../oracle/layout.ts";
import { Failures } from "../support.ts";
import { hardness } from "./hardness.ts";
import { proveCode, type Unit } from "./proof.ts";
import { functionNames } from "./references.ts";

/** How many of the hardest codes are named. */
const namedCodes = 4;

/** A code counts as hard by accident if it is harder than both neighbours by so much; next to `sin x ≈ x`, all are. */
const prominence = 3;

const units: readonly Unit[] = (["FP16", "BF16"] as const).flatMap((format) =>
  functionNames.map((name): Unit => [name, format]),
);

/** Every code of binary16 and bfloat16 under every function, in every mode, values and flags. A chunk is a function. */
export const elementaryJob: Job = {
  name: "elementary",
  chunks: units.length,
  start: () => (chunk) => proveUnit(units[chunk]!),
};

/** To the terminal at once: a test runner shows what `console.log` gets only when a computation pauses. */
export function say(line: string): void {
  writeSync(process.stderr.fd, `${line}\n`);
}

function proveUnit(unit: Unit): Outcome {
  const start = performance.now();
  const failures = new Failures();
  const codes = 2 ** bitsOf(layouts[unit[1]]);
  const hardnessOf = new Float64Array(codes);
  for (let code = 0; code < codes; code++) {
    const { position } = proveCode(failures, unit, code);
    if (position !== undefined) hardnessOf[code] = hardness(position);
  }
  const counts = `${codes} codes, ${failures.cases} comparisons, ${failures.first.length === 0 ? "all right" : "FAILED"}`;
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  say(`${unit.join(" ")}: ${counts}, ${seconds} s; nearest to a boundary: ${hardest(hardnessOf)}`);
  return { cases: failures.cases, failures: failures.first };
}

function hardest(hardnessOf: Float64Array): string {
  const peaks = [...hardnessOf.keys()].filter((code) => {
    const neighbours = [hardnessOf[code - 1] ?? 0, hardnessOf[code + 1] ?? 0];
    return hardnessOf[code]! > Math.max(...neighbours) + prominence;
  });
  peaks.sort((a, b) => hardnessOf[b]! - hardnessOf[a]!);
  const named = peaks.slice(0, namedCodes);
  return named.map((code) => `0x${code.toString(16)} (2^-${hardnessOf[code]!.toFixed(1)})`).join(", ");
}
