/**
 * Berkeley TestFloat files against this package. A line is `operands… result flags` in hexadecimal; flags are
 * 1 inexact, 2 underflow, 4 overflow, 8 divideByZero, 16 invalid.
 */
import {
  add,
  BF16,
  bf16ToF32,
  convert,
  createFlags,
  decode,
  div,
  encode,
  eq,
  eqSignaling,
  type Flags,
  type Format,
  FP16,
  FP32,
  f16Add,
  f16Div,
  f16Mul,
  f16MulAdd,
  f16Sqrt,
  f16Sub,
  f16ToF32,
  f32ToBf16,
  f32ToF16,
  f64ToBf16,
  f64ToF16,
  fma,
  isNaN as isNaNCode,
  le,
  leQuiet,
  lt,
  ltQuiet,
  mul,
  type RoundingMode,
  type RoundingOptions,
  sqrt,
  sub,
} from "../src/index.ts";

/** How many cases of a file there are, how many agree, and the first lines that do not. */
export interface Tally {
  readonly agree: number;
  readonly total: number;
  readonly disagreements: readonly string[];
}

/** Whether one case, given as the words of its line, comes out as the line says. */
type Case = (words: readonly string[], options: RoundingOptions & { readonly flags: Flags }) => boolean;

const formats: Partial<Record<string, Format>> = { f16: FP16, bf16: BF16, f32: FP32 };

const roundings: Partial<Record<string, RoundingMode>> = {
  near_even: "roundTiesToEven",
  near_maxMag: "roundTiesToAway",
  minMag: "roundTowardZero",
  max: "roundTowardPositive",
  min: "roundTowardNegative",
  odd: "roundToOdd",
};

const arithmetic: Partial<
  Record<string, (format: Format, words: readonly string[], options: RoundingOptions) => number>
> = {
  add: (format, [a, b], options) => add(format, hex(a), hex(b), options),
  sub: (format, [a, b], options) => sub(format, hex(a), hex(b), options),
  mul: (format, [a, b], options) => mul(format, hex(a), hex(b), options),
  div: (format, [a, b], options) => div(format, hex(a), hex(b), options),
  sqrt: (format, [a], options) => sqrt(format, hex(a), options),
  mulAdd: (format, [a, b, c], options) => fma(format, hex(a), hex(b), hex(c), options),
};

const comparisons: Partial<Record<string, typeof eq>> = {
  eq,
  lt,
  le,
  eq_signaling: eqSignaling,
  lt_quiet: ltQuiet,
  le_quiet: leQuiet,
};

/** Functions of the fast tier; they have to give the value of every near_even case too. */
const fastTier: Partial<Record<string, (words: readonly string[]) => number>> = {
  f16_add: ([a, b]) => f16Add(hex(a), hex(b)),
  f16_sub: ([a, b]) => f16Sub(hex(a), hex(b)),
  f16_mul: ([a, b]) => f16Mul(hex(a), hex(b)),
  f16_div: ([a, b]) => f16Div(hex(a), hex(b)),
  f16_sqrt: ([a]) => f16Sqrt(hex(a)),
  f16_mulAdd: ([a, b, c]) => f16MulAdd(hex(a), hex(b), hex(c)),
  f16_to_f32: ([a]) => f16ToF32(hex(a)),
  f32_to_f16: ([a]) => f32ToF16(hex(a)),
  bf16_to_f32: ([a]) => bf16ToF32(hex(a)),
  f32_to_bf16: ([a]) => f32ToBf16(hex(a)),
  f64_to_f16: ([a]) => f64ToF16(double(a)),
  f64_to_bf16: ([a]) => f64ToBf16(double(a)),
};

/**
 * Check one TestFloat file, values and flags; NaN results are compared as a class.
 *
 * The flags of a conversion from or to binary64 whose operand is a signaling NaN are not compared: a number cannot be one.
 *
 * @param fileName - `<function>[.<rounding>][.tininessbefore].txt.gz`, any folder before it.
 * @param text - The unzipped lines.
 * @returns The tally, or null when the package has no counterpart of the function.
 */
export function checkTestFloat(fileName: string, text: string): Tally | null {
  const [name = "", ...attributes] = fileName.slice(fileName.lastIndexOf("/") + 1).split(".");
  const rounding = roundings[attributes[0] ?? ""] ?? "roundTiesToEven";
  const tininess = attributes.includes("tininessbefore") ? "beforeRounding" : "afterRounding";
  const agrees = caseOf(name, rounding);
  if (agrees === null) return null;

  let agree = 0;
  let total = 0;
  const disagreements: string[] = [];
  for (const line of text.split("\n")) {
    if (line === "") continue;
    total++;
    if (agrees(line.split(" "), { rounding, tininess, flags: createFlags() })) agree++;
    else if (disagreements.length < 5) disagreements.push(line);
  }
  return { agree, total, disagreements };
}

function caseOf(name: string, rounding: RoundingMode): Case | null {
  const underscore = name.indexOf("_");
  const format = formats[name.slice(0, underscore)];
  const operation = name.slice(underscore + 1);
  if (operation.startsWith("to_")) return conversionCase(name, format, operation.slice("to_".length), rounding);
  if (format === undefined) return null;

  const comparison = comparisons[operation];
  if (comparison !== undefined) {
    return ([a, b, expected, flags], options) =>
      comparison(format, hex(a), hex(b), options) === (expected === "1") && number(options.flags) === hex(flags);
  }
  const compute = arithmetic[operation];
  return compute === undefined ? null : codeCase(name, format, rounding, (...call) => compute(format, ...call));
}

function conversionCase(name: string, from: Format | undefined, toName: string, rounding: RoundingMode): Case | null {
  const to = formats[toName];
  if (to !== undefined && from !== undefined) {
    return codeCase(name, to, rounding, ([a], options) => convert(from, to, hex(a), options));
  }
  if (to !== undefined && name.startsWith("f64_")) {
    const check = codeCase(name, to, rounding, ([a], options) => encode(to, double(a), options));
    return ([a, expected, flags], options) => check([a!, expected!, isNaN64(a!) ? "00" : flags!], options);
  }
  if (from !== undefined && toName === "f64") {
    return ([a, expected]) => Object.is(decode(from, hex(a)), double(expected));
  }
  return null;
}

/** A case whose result is a code of `format`: value, flags, and the value of the fast tier where it has the function. */
function codeCase(
  name: string,
  format: Format,
  rounding: RoundingMode,
  compute: (words: readonly string[], options: RoundingOptions) => number,
): Case {
  const fast = rounding === "roundTiesToEven" ? fastTier[name] : undefined;
  return (words, options) => {
    const expected = hex(words.at(-2));
    const isExpected = (code: number) =>
      code === expected || (isNaNCode(format, expected) && code === format.canonicalNaN);
    const code = compute(words, options);
    return (
      isExpected(code) && number(options.flags) === hex(words.at(-1)) && (fast === undefined || isExpected(fast(words)))
    );
  };
}

/** Flags as TestFloat prints them. */
function number({ inexact, underflow, overflow, divideByZero, invalid }: Flags): number {
  return (
    Number(inexact) + 2 * Number(underflow) + 4 * Number(overflow) + 8 * Number(divideByZero) + 16 * Number(invalid)
  );
}

function hex(word: string | undefined): number {
  return Number.parseInt(word ?? "", 16);
}

function double(word: string | undefined): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${word}`));
  return view.getFloat64(0);
}

function isNaN64(word: string): boolean {
  return Number.isNaN(double(word));
}
