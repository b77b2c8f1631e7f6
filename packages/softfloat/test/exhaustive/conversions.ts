import { convert, sqrt } from "../../src/index.ts";
import { type Datum, type LayoutName, layoutNames, layouts, read } from "../oracle/layout.ts";
import { compute, convertExactly } from "../oracle/operations.ts";
import { toNumber } from "../oracle/rational.ts";
import { createRounder } from "../oracle/rounder.ts";
import type { Options, Result } from "../oracle/special.ts";
import { codeOf, describeFailure, formats, resultOf, withFlags } from "../underTest.ts";
import { everyChoice, everyFlush, everyNaNPolicy, someRandomBits } from "./choices.ts";
import { failuresKept, type Outcome } from "./outcome.ts";

export const defaults: readonly Options[] = [{}];
export const allOptions: readonly Options[] = [...everyChoice, ...someRandomBits, ...everyFlush, ...everyNaNPolicy];

/** The formats to convert a format to. */
export function targetsOf(from: LayoutName): LayoutName[] {
  return layoutNames.filter((name) => name !== from);
}

/** Compares a conversion of one code under every choice. */
export function createConversionCheck(from: LayoutName, to: LayoutName, choices: readonly Options[]) {
  const [source, target] = [formats[from], formats[to]];
  const asked = choices.map(withFlags);
  const round = createRounder(layouts[to], choices);
  return (bits: number): Outcome => {
    const code = codeOf(source, bits);
    const rounded = numberOf(read(layouts[from], bits), round);
    return checkChoices(choices, (options, k) => ({
      what: `${from} 0x${bits.toString(16)} to ${to}`,
      got: resultOf(() => convert(source, target, code, asked[k]!)),
      // a flushed operand is no longer the number that was rounded
      expected:
        rounded === undefined || options.flushInputs === true
          ? convertExactly(layouts[from], layouts[to], bits, options)
          : rounded(k),
    }));
  };
}

/** Compares the root of one code under every choice. */
export function createRootCheck(name: LayoutName, choices: readonly Options[]) {
  const asked = choices.map(withFlags);
  return (bits: number): Outcome =>
    checkChoices(choices, (options, k) => ({
      what: `${name} sqrt 0x${bits.toString(16)}`,
      got: resultOf(() => sqrt(formats[name], codeOf(formats[name], bits), asked[k]!)),
      expected: compute(layouts[name], "sqrt", [bits], options),
    }));
}

/** How the oracle rounds a nonzero number; `undefined` for what the rounder does not take. */
function numberOf(datum: Datum, round: ReturnType<typeof createRounder>): ((k: number) => Result) | undefined {
  if (datum.kind !== "number" || datum.value.numerator === 0n) return undefined;
  return round(toNumber(datum.value));
}

interface Comparison {
  readonly what: string;
  readonly got: Result;
  readonly expected: Result;
}

function checkChoices(choices: readonly Options[], compare: (options: Options, k: number) => Comparison): Outcome {
  const failures: string[] = [];
  for (const [k, options] of choices.entries()) {
    const { what, got, expected } = compare(options, k);
    if (got.code === expected.code && got.flags === expected.flags) continue;
    if (failures.length < failuresKept) failures.push(describeFailure(what, options, got, expected));
  }
  return { cases: choices.length, failures };
}
