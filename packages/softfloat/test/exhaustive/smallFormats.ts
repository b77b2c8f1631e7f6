import type { Code, Format } from "../../src/index.ts";
import { bitsOf, type Layout, type LayoutName, layoutNames, layouts } from "../oracle/layout.ts";
import { compute, type OperationName } from "../oracle/operations.ts";
import { createRounder } from "../oracle/rounder.ts";
import type { Options } from "../oracle/special.ts";
import { describeFailure, formats, operations, resultOf, withFlags } from "../underTest.ts";
import { numbersOf } from "./numbersOf.ts";

/** fp8, fp6, fp4 and E8M0. */
export const smallNames: readonly LayoutName[] = layoutNames.filter((name) => bitsOf(layouts[name]) <= 8);

/** A format under test, and what the oracle knows of it. */
export interface Subject {
  readonly name: string;
  readonly layout: Layout;
  readonly format: Format<Code>;
}

export function subjectOf(name: LayoutName): Subject {
  return { name, layout: layouts[name], format: formats[name] };
}

/** Compares one operation on given codes under the `k`-th choice: what is wrong, or `undefined`. */
export type CaseChecker = (codes: readonly number[], k: number) => string | undefined;

const host: Readonly<Record<OperationName, (x: number, y: number, z: number) => number>> = {
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: (x, y) => x * y,
  div: (x, y) => x / y,
  sqrt: (x) => Math.sqrt(x),
  fma: (x, y, z) => x * y + z,
};

/**
 * Whether the host's binary64 result has the same neighbours in the format as the exact one. Of a fused sum that is no
 * more than twice the largest finite number, the digits reach from 2^(2^w − bias) down to the last place of the least
 * product, 2^(2 · (1 − bias − t)), or of the least number: 53 hold them, and larger sums overflow alike. A quotient or
 * root that is no point where roundings change lies 2^-14 of it away at least.
 */
function isExactInBinary64({ w, t, bias }: Layout): boolean {
  return w <= 5 && t <= 4 && 2 ** w - bias - 2 * (1 - bias - t) <= 52;
}

/**
 * What the operation gives, against the oracle's rounding of the binary64 result. Zeros, infinities and NaNs go through
 * the oracle alone, and so do formats of a longer range.
 */
export function createCaseChecker(
  { name, layout, format }: Subject,
  operation: OperationName,
  choices: readonly Options[],
): CaseChecker {
  const call = operations[operation];
  const asked = choices.map(withFlags);
  const [compute64, numbers, round] = [host[operation], numbersOf(layout), createRounder(layout, choices)];
  const isExact = isExactInBinary64(layout);
  return (codes, k) => {
    const options = choices[k]!;
    const got = resultOf(() => call(format, codes, asked[k]!));
    const z = compute64(numbers[codes[0]!]!, numbers[codes[1]!]!, numbers[codes[2]!]!);
    const isRounded = isExact && options.flushInputs !== true && Number.isFinite(z) && z !== 0;
    const expected = isRounded ? round(z)(k) : compute(layout, operation, codes, options);
    if (got.code === expected.code && got.flags === expected.flags) return undefined;
    const what = `${name} ${operation} ${codes.map((code) => `0x${code.toString(16)}`).join(" ")}`;
    return describeFailure(what, options, got, expected);
  };
}
