import { type LayoutName, layouts } from "../oracle/layout.ts";
import { modes } from "../oracle/round.ts";
import type { Options } from "../oracle/special.ts";
import type { Failures } from "../support.ts";
import { codeOf, describeFailure, formats, resultOf, withFlags } from "../underTest.ts";
import { type Expectation, expectationFor } from "./expectation.ts";
import { functions } from "./functions.ts";
import { type FunctionName, references } from "./references.ts";

/** One function in one format. */
export type Unit = readonly [name: FunctionName, format: LayoutName];

/** Every mode, under both kinds of tininess. */
export const everyMode: readonly Options[] = modes.flatMap((rounding): Options[] => [
  { rounding },
  { rounding, tininess: "beforeRounding" },
]);

/** The flag that the kind of tininess decides, and nothing else does. */
const underflow = 2;

/** Compare code and flags at one code with the reference, under each of the options. */
export function proveCode(
  failures: Failures,
  [name, formatName]: Unit,
  code: number | bigint,
  optionSets: readonly Options[] = everyMode,
): Expectation {
  const format = formats[formatName];
  const expectation = expectationFor(layouts[formatName], references[name], code);
  for (const options of optionSets) {
    const expected = expectation.under(options);
    if (options.tininess === "beforeRounding" && (expected.flags & underflow) === 0) continue; // the same as after rounding
    const got = resultOf(() => functions[name](format, codeOf(format, code), withFlags(options)));
    failures.check(got.code === expected.code && got.flags === expected.flags, () =>
      describeFailure(`${name} ${formatName} 0x${code.toString(16)}`, options, got, expected),
    );
  }
  return expectation;
}
