import { isNaN as isNaNCode } from "../comparison/isNaN.ts";
import type { Code } from "../format/format.ts";
import { createFlags, type Flags } from "../rounding/flags.ts";
import type { TestFloatFunction, TestFloatOptions } from "./testFloatFunction.ts";
import { formatTestFloatLine, parseTestFloatLine, type TestFloatCase } from "./testFloatLine.ts";

/**
 * Compute the case of a line and compare result and flags: `undefined` when they agree, else the line as it should be
 * according to this package.
 *
 * As for TestFloat itself, NaNs are alike, and an integer that stands for an invalid conversion is compared only when
 * `options.invalid` says what it should be.
 *
 * @throws RangeError when the line is none of this function.
 * @see J. Hauser, Berkeley TestFloat 3e, `testfloat_ver`.
 * @example
 * import { checkTestFloatLine, testFloatFunction } from "@binade/softfloat/testfloat";
 *
 * const add = testFloatFunction("f16_add");
 * if (add) checkTestFloatLine(add, "3C00 3C00 4000 00", {}); // undefined
 * if (add) checkTestFloatLine(add, "3C00 3C00 4001 00", {}); // "3C00 3C00 4000 00"
 */
export function checkTestFloatLine(
  testedFunction: TestFloatFunction,
  line: string,
  options: Omit<TestFloatOptions, "flags">,
): string | undefined {
  const expected = parseTestFloatLine(testedFunction, line);
  const flags = createFlags();
  const { operands } = expected;
  const result = testedFunction.compute(operands, { ...options, flags });
  const isSame =
    haveSameFlags(expected.flags, flags) &&
    (result === expected.result || isFree(testedFunction, expected, result, options));
  return isSame ? undefined : formatTestFloatLine(testedFunction, { operands, result, flags });
}

/** Whether two different results are both right. */
function isFree(
  { result: type }: TestFloatFunction,
  expected: TestFloatCase,
  result: Code,
  { invalid }: TestFloatOptions,
): boolean {
  if (type.kind === "integer") return expected.flags.invalid && invalid === undefined;
  return type.kind === "float" && isNaNCode(type.format, result) && isNaNCode(type.format, expected.result);
}

function haveSameFlags(a: Flags, b: Flags): boolean {
  return (
    a.invalid === b.invalid &&
    a.divideByZero === b.divideByZero &&
    a.overflow === b.overflow &&
    a.underflow === b.underflow &&
    a.inexact === b.inexact
  );
}
