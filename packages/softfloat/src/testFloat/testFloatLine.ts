import type { Code } from "../format/format.ts";
import type { Flags } from "../rounding/flags.ts";
import type { TestFloatFunction } from "./testFloatFunction.ts";
import { readWord, type TestFloatType, writeWord } from "./testFloatType.ts";

/** A case: operands, the result and the flags that it raises. */
export interface TestFloatCase {
  readonly operands: readonly Code[];
  readonly result: Code;
  readonly flags: Flags;
}

/** The weights of the flags in the last word of a line. */
const weights: Readonly<Record<keyof Flags, number>> = {
  inexact: 1,
  underflow: 2,
  overflow: 4,
  divideByZero: 8,
  invalid: 16,
};

/**
 * Read a line of TestFloat: `operands… result flags` in hexadecimal, two digits of flags, a space between.
 *
 * @throws RangeError when the line is none of this function.
 * @see J. Hauser, Berkeley TestFloat 3e, `testfloat_gen`, output format.
 * @example
 * import { parseTestFloatLine, testFloatFunction } from "@binade/softfloat/testfloat";
 *
 * const add = testFloatFunction("f16_add");
 * if (add !== undefined) parseTestFloatLine(add, "3C00 3C00 4000 00").result; // 0x4000
 */
export function parseTestFloatLine(testedFunction: TestFloatFunction, line: string): TestFloatCase {
  const words = line.split(" ");
  const { operands, result } = testedFunction;
  const count = operands.length + 2;
  if (words.length !== count) {
    throw new RangeError(`${testedFunction.name}: ${count} words on a line expected, got ${JSON.stringify(line)}`);
  }
  const read = (type: TestFloatType, index: number): Code => {
    const code = readWord(type, words[index] ?? "");
    if (code === undefined) {
      const expected = `a word of ${type.bits} bits for ${type.name}`;
      throw new RangeError(`${testedFunction.name}: ${expected} expected, got ${JSON.stringify(words[index])}`);
    }
    return code;
  };
  const flagWord = words[count - 1] ?? "";
  if (!/^[01][0-9A-Fa-f]$/.test(flagWord)) {
    throw new RangeError(`${testedFunction.name}: flags from 00 to 1F expected, got ${JSON.stringify(flagWord)}`);
  }
  return { operands: operands.map(read), result: read(result, operands.length), flags: flagsOf(flagWord) };
}

/**
 * Write a line of TestFloat: the inverse of {@link parseTestFloatLine}, in capitals, as `testfloat_gen` has them.
 *
 * @see J. Hauser, Berkeley TestFloat 3e, `testfloat_gen`, output format.
 * @example
 * import { createFlags } from "@binade/softfloat";
 * import { formatTestFloatLine, testFloatFunction } from "@binade/softfloat/testfloat";
 *
 * const sqrt = testFloatFunction("f16_sqrt");
 * const flags = createFlags();
 * const result = sqrt?.compute([0x4000], { flags }) ?? 0;
 * if (sqrt) formatTestFloatLine(sqrt, { operands: [0x4000], result, flags }); // "4000 3DA8 01"
 */
export function formatTestFloatLine(testedFunction: TestFloatFunction, testCase: TestFloatCase): string {
  const operands = testFloatWords(testedFunction.operands, testCase.operands);
  return `${operands} ${writeWord(testedFunction.result, testCase.result)} ${flagWordOf(testCase.flags)}`;
}

/** Values of the given types as words with a space between. */
export function testFloatWords(types: readonly TestFloatType[], values: readonly Code[]): string {
  return types.map((type, index) => writeWord(type, values[index] ?? 0)).join(" ");
}

function flagsOf(word: string): Flags {
  const bits = Number.parseInt(word, 16);
  return {
    invalid: (bits & weights.invalid) !== 0,
    divideByZero: (bits & weights.divideByZero) !== 0,
    overflow: (bits & weights.overflow) !== 0,
    underflow: (bits & weights.underflow) !== 0,
    inexact: (bits & weights.inexact) !== 0,
  };
}

function flagWordOf(flags: Flags): string {
  let bits = 0;
  for (const name of Object.keys(weights) as (keyof Flags)[]) if (flags[name]) bits += weights[name];
  return bits.toString(16).toUpperCase().padStart(2, "0");
}
