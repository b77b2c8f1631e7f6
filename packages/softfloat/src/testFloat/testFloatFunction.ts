import { add, sub } from "../arithmetic/add.ts";
import { div } from "../arithmetic/div.ts";
import { fma } from "../arithmetic/fma.ts";
import { mul } from "../arithmetic/mul.ts";
import { remainder } from "../arithmetic/remainder.ts";
import { roundToIntegral } from "../arithmetic/roundToIntegral.ts";
import { sqrt } from "../arithmetic/sqrt.ts";
import { eq, eqSignaling, le, leQuiet, lt, ltQuiet } from "../comparison/comparison.ts";
import { convert } from "../conversion/convert.ts";
import { fromInt } from "../conversion/fromInt.ts";
import { type InvalidInteger, toInt } from "../conversion/toInt.ts";
import type { Code, Format } from "../format/format.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { booleanType, type TestFloatType, testFloatTypes } from "./testFloatType.ts";

/** How a function is computed. */
export interface TestFloatOptions extends RoundingOptions {
  /** Raise inexact when `roundToInt` or a conversion to an integer is. Default: true; TestFloat's own default is not. */
  readonly exact?: boolean | undefined;
  /** What an invalid conversion to an integer gives. */
  readonly invalid?: InvalidInteger | undefined;
}

/** An operation on given types. */
export interface TestFloatFunction {
  readonly name: string;
  readonly operands: readonly TestFloatType[];
  readonly result: TestFloatType;
  /** The result for operands of those types, by the functions of this package; a comparison gives 1 or 0. */
  compute(operands: readonly Code[], options: TestFloatOptions): Code;
}

/** An operation on operands of one format. */
interface Operation {
  readonly operandCount: number;
  readonly isComparison?: true;
  compute(format: Format<Code>, options: TestFloatOptions, ...operands: Code[]): Code;
}

const operations: Readonly<Record<string, Operation>> = {
  add: { operandCount: 2, compute: (format, options, a, b) => add(format, a, b, options) },
  sub: { operandCount: 2, compute: (format, options, a, b) => sub(format, a, b, options) },
  mul: { operandCount: 2, compute: (format, options, a, b) => mul(format, a, b, options) },
  mulAdd: { operandCount: 3, compute: (format, options, a, b, c) => fma(format, a, b, c, options) },
  div: { operandCount: 2, compute: (format, options, a, b) => div(format, a, b, options) },
  rem: { operandCount: 2, compute: (format, options, a, b) => remainder(format, a, b, options) },
  sqrt: { operandCount: 1, compute: (format, options, a) => sqrt(format, a, options) },
  roundToInt: { operandCount: 1, compute: (format, options, a) => roundToIntegral(format, a, options) },
  eq: comparison(eq),
  le: comparison(le),
  lt: comparison(lt),
  eq_signaling: comparison(eqSignaling),
  le_quiet: comparison(leQuiet),
  lt_quiet: comparison(ltQuiet),
};

function comparison(compare: typeof eq): Operation {
  return {
    operandCount: 2,
    isComparison: true,
    compute: (format, options, a, b) => Number(compare(format, a, b, options)),
  };
}

/**
 * The function of a TestFloat name: `f16_add`, `f32_to_i64`, `ui32_to_f16` …, `undefined` when there is none.
 *
 * A name is a type, `_` and an operation (`add sub mul mulAdd div rem sqrt roundToInt eq le lt eq_signaling le_quiet
 * lt_quiet`), or two types with `_to_` between them; {@link testFloatTypes} has the types. Functions that TestFloat does not
 * have follow by the same rule: `bf16_add`, `e4m3fn_mulAdd`, `f32_to_e5m2`.
 *
 * @see J. Hauser, Berkeley TestFloat 3e, “TestFloat-general”, operations.
 * @example
 * import { testFloatFunction } from "@binade/softfloat/testfloat";
 *
 * testFloatFunction("e4m3fn_add")?.compute([0x38, 0x38], {}); // 0x40
 * testFloatFunction("f80_add"); // undefined
 */
export function testFloatFunction(name: string): TestFloatFunction | undefined {
  const [typeName = ""] = name.split("_", 1);
  const type = testFloatTypes.get(typeName);
  const rest = name.slice(typeName.length + 1);
  if (type === undefined) return undefined;
  if (rest.startsWith("to_")) return conversion(name, type, testFloatTypes.get(rest.slice("to_".length)));
  const operation = Object.hasOwn(operations, rest) ? operations[rest] : undefined;
  if (operation === undefined || type.kind !== "float") return undefined;
  const { operandCount, isComparison, compute } = operation;
  return {
    name,
    operands: Array.from({ length: operandCount }, () => type),
    result: isComparison ? booleanType : type,
    compute: (operands, options) => compute(type.format, options, ...operands),
  };
}

function conversion(name: string, from: TestFloatType, to: TestFloatType | undefined): TestFloatFunction | undefined {
  const convertOne = to === undefined || from === to ? undefined : converter(from, to);
  if (convertOne === undefined || to === undefined) return undefined;
  return { name, operands: [from], result: to, compute: (operands, options) => convertOne(options, ...operands) };
}

/** From one type to another; `undefined` between integers. */
function converter(
  from: TestFloatType,
  to: TestFloatType,
): ((options: TestFloatOptions, ...operands: Code[]) => Code) | undefined {
  if (from.kind === "float" && to.kind === "float") {
    return (options, a) => convert(from.format, to.format, a, options);
  }
  if (from.kind === "float" && to.kind === "integer") {
    const { bits, signed } = to;
    return (options, a) => toInt(from.format, a, { ...options, bits, signed });
  }
  if (from.kind === "integer" && to.kind === "float") return (options, a) => fromInt(to.format, a, options);
  return undefined;
}
