import { createFlags } from "../rounding/flags.ts";
import type { TestFloatFunction, TestFloatOptions } from "./testFloatFunction.ts";
import { formatTestFloatLine } from "./testFloatLine.ts";
import { type TestFloatSelection, testFloatOperands } from "./testFloatOperands.ts";

/**
 * Lines as `testfloat_gen` writes them, with the results of this package: cases for another implementation.
 *
 * @see J. Hauser, Berkeley TestFloat 3e, `testfloat_gen`.
 * @example
 * import { testFloatFunction, testFloatLines } from "@binade/softfloat/testfloat";
 *
 * const sqrt = testFloatFunction("e2m1fn_sqrt");
 * const lines = sqrt ? [...testFloatLines(sqrt)] : [];
 * lines.length; // 16
 * lines[0]; // "0 0 00"
 */
export function* testFloatLines(
  testedFunction: TestFloatFunction,
  { level, count, seed, ...options }: TestFloatSelection & Omit<TestFloatOptions, "flags"> = {},
): Generator<string, void, undefined> {
  for (const operands of testFloatOperands(testedFunction.operands, { level, count, seed })) {
    const flags = createFlags();
    const result = testedFunction.compute(operands, { ...options, flags });
    yield formatTestFloatLine(testedFunction, { operands, result, flags });
  }
}
