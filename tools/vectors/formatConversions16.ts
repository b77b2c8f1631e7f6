import { type Code, convert, decode, type Format, isNaN as isNaNCode, presets } from "@binade/softfloat";
import { type Case, hex, isSameCode, tally, uncounted, withoutCounterpart } from "./formatCases.ts";
import { hasNoRule, isKnownFault, optionsLike } from "./formatConversions.ts";
import { formatNamed } from "./formatNamed.ts";
import type { VectorResult } from "./vectorResult.ts";

interface Convert16File {
  readonly pairs: Readonly<Record<string, Readonly<Record<string, Runs>>>>;
}

/** What every code becomes, from 0 up; `like` is the exact column that the library means. */
interface Runs {
  readonly like: string;
  readonly runs: readonly (readonly [code: number, count: number])[];
}

/**
 * Every 16-bit code to the small formats, by ml_dtypes to the bit and by torch with NaN as a class. What no standard
 * says, zero and negative numbers to E8M0, is compared with ml_dtypes only.
 */
export function checkFormatConversions16(json: unknown): VectorResult[] {
  return Object.entries((json as Convert16File).pairs).flatMap(([pair, byLibrary]) => {
    const [from, to] = pair.split("->").map(formatNamed);
    return Object.entries(byLibrary).map(([library, recorded]) => {
      const name = `formats/convert ${pair} ${library}`;
      const count = recorded.runs.reduce((sum, [, length]) => sum + length, 0);
      if (from === undefined || to === undefined) return uncounted(name, count);
      return tally(name, casesOf(from, to, library, recorded));
    });
  });
}

function* casesOf(
  from: Format<Code>,
  to: Format<Code>,
  library: string,
  { like, runs }: Runs,
): Generator<Case | typeof withoutCounterpart> {
  const isExact = library === "ml_dtypes";
  const options = { ...optionsLike(like), ...(isExact ? presets.ml_dtypes : {}) };
  let code = 0;
  for (const [expected, count] of runs) {
    for (const end = code + count; code < end; code++) {
      const x = decode(from, code);
      if (isKnownFault(to, x) || (!isExact && hasNoRule(to, x))) {
        yield withoutCounterpart;
        continue;
      }
      const got = convert(from, to, code, options);
      const input = code;
      yield {
        agrees: isExact || !isNaNCode(from, code) ? got === expected : isSameCode(to, expected, got),
        describe: () => `${hex(input)}: expected ${hex(expected)}, got ${hex(got)}`,
      };
    }
  }
}
