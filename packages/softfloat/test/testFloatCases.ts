/** Berkeley TestFloat files against this package, by the functions that users verify others with, and the fast tier. */
import {
  bf16ToF32,
  type Code,
  decode,
  encode,
  FP64,
  f16Add,
  f16Div,
  f16Eq,
  f16Le,
  f16Lt,
  f16Mul,
  f16MulAdd,
  f16Rem,
  f16RoundToInt,
  f16Sqrt,
  f16Sub,
  f16ToF32,
  f16ToF64,
  f16ToI32,
  f16ToUi32,
  f32Add,
  f32Div,
  f32Eq,
  f32Le,
  f32Lt,
  f32Mul,
  f32MulAdd,
  f32Rem,
  f32RoundToInt,
  f32Sqrt,
  f32Sub,
  f32ToBf16,
  f32ToF16,
  f32ToF64,
  f32ToI32,
  f32ToUi32,
  f64ToBf16,
  f64ToF16,
  f64ToF32,
  i32ToF16,
  i32ToF32,
  isNaN as isNaNCode,
  ui32ToF16,
  ui32ToF32,
} from "../src/index.ts";
import {
  checkTestFloatLine,
  parseTestFloatLine,
  type TestFloatFunction,
  testFloatFunction,
  testFloatRoundings,
} from "../src/testFloat/index.ts";

/** How many cases of a file there are, how many agree, and the first lines that do not. */
export interface Tally {
  readonly agree: number;
  readonly total: number;
  readonly disagreements: readonly string[];
}

/** Functions of the fast tier; they have to give the value of every near_even case too, unless an integer is invalid. */
const fastTier: Readonly<Record<string, (...operands: number[]) => number | boolean>> = {
  f16_add: f16Add,
  f16_sub: f16Sub,
  f16_mul: f16Mul,
  f16_div: f16Div,
  f16_rem: f16Rem,
  f16_sqrt: f16Sqrt,
  f16_mulAdd: f16MulAdd,
  f16_roundToInt: f16RoundToInt,
  f16_eq: f16Eq,
  f16_eq_signaling: f16Eq,
  f16_lt: f16Lt,
  f16_lt_quiet: f16Lt,
  f16_le: f16Le,
  f16_le_quiet: f16Le,
  f16_to_f32: f16ToF32,
  f16_to_f64: f16ToF64,
  f16_to_i32: f16ToI32,
  f16_to_ui32: f16ToUi32,
  f32_add: f32Add,
  f32_sub: f32Sub,
  f32_mul: f32Mul,
  f32_div: f32Div,
  f32_rem: f32Rem,
  f32_sqrt: f32Sqrt,
  f32_mulAdd: f32MulAdd,
  f32_roundToInt: f32RoundToInt,
  f32_eq: f32Eq,
  f32_eq_signaling: f32Eq,
  f32_lt: f32Lt,
  f32_lt_quiet: f32Lt,
  f32_le: f32Le,
  f32_le_quiet: f32Le,
  f32_to_f16: f32ToF16,
  f32_to_f64: f32ToF64,
  f32_to_i32: f32ToI32,
  f32_to_ui32: f32ToUi32,
  f64_to_f16: f64ToF16,
  f64_to_f32: f64ToF32,
  i32_to_f16: i32ToF16,
  i32_to_f32: i32ToF32,
  ui32_to_f16: ui32ToF16,
  ui32_to_f32: ui32ToF32,
  bf16_to_f32: bf16ToF32,
  f32_to_bf16: f32ToBf16,
  f64_to_bf16: f64ToBf16,
};

/**
 * Check one TestFloat file, values and flags; NaN results are compared as a class, integers of invalid conversions as the
 * 8086-SSE ones.
 *
 * @param fileName - `<function>[.<rounding>][.tininessbefore].txt.gz`, any folder before it.
 * @param text - The unzipped lines, made with `-exact`.
 * @returns The tally, or null when the package has no counterpart of the function.
 */
export function checkTestFloat(fileName: string, text: string): Tally | null {
  const [name = "", ...attributes] = fileName.slice(fileName.lastIndexOf("/") + 1).split(".");
  const testedFunction = testFloatFunction(name);
  if (testedFunction === undefined) return null;
  const rounding = testFloatRoundings[attributes[0] as keyof typeof testFloatRoundings] ?? "roundTiesToEven";
  const tininess = attributes.includes("tininessbefore") ? "beforeRounding" : "afterRounding";
  const fast = rounding === "roundTiesToEven" ? fastTier[name] : undefined;

  let agree = 0;
  let total = 0;
  const disagreements: string[] = [];
  for (const line of text.split("\n")) {
    if (line === "") continue;
    total++;
    const answer = checkTestFloatLine(testedFunction, line, { rounding, tininess, invalid: "x86" });
    const isFastRight = fast === undefined || agreesFast(testedFunction, line, fast);
    if (answer === undefined && isFastRight) agree++;
    else if (disagreements.length < 5) disagreements.push(answer ?? `fast tier: ${line}`);
  }
  return { agree, total, disagreements };
}

function agreesFast(
  testedFunction: TestFloatFunction,
  line: string,
  fast: (...operands: number[]) => number | boolean,
): boolean {
  const { operands, result, flags } = parseTestFloatLine(testedFunction, line);
  const answer = Number(fast(...operands.map(asNumber)));
  const type = testedFunction.result;
  if (type.kind === "integer") return flags.invalid || answer === result;
  if (type.kind === "boolean") return answer === result;
  const code = typeof result === "bigint" ? encode(FP64, answer) : answer;
  return code === (isNaNCode(type.format, result) ? type.format.canonicalNaN : result);
}

/** The fast tier has numbers for binary64, where the spec tier has codes. */
function asNumber(operand: Code): number {
  return typeof operand === "bigint" ? decode(FP64, operand) : operand;
}
