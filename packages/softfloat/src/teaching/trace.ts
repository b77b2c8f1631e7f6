import { add, sub } from "../arithmetic/add.ts";
import { div } from "../arithmetic/div.ts";
import { fma } from "../arithmetic/fma.ts";
import { mul } from "../arithmetic/mul.ts";
import { sqrt } from "../arithmetic/sqrt.ts";
import { type Unpacked, unpack, unpackOperands } from "../codes/unpack.ts";
import type { Code, Format } from "../format/format.ts";
import { createFlags, type Flags } from "../rounding/flags.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { type DescribedCode, describeCode } from "./describeCode.ts";
import { inDecimal } from "./inDecimal.ts";
import { narrateRounding } from "./narrateRounding.ts";
import type { TeachingOptions } from "./teachingOptions.ts";
import { isSpecial, specialStep } from "./traceSpecial.ts";
import type { TraceStep } from "./traceStep.ts";
import { normaliseStep, roundStep, unpackStep } from "./traceSteps.ts";
import { type TracedOperation, workings } from "./workings.ts";

/** An operation step by step, as plain data that JSON keeps. */
export interface Trace {
  readonly format: string;
  readonly operation: TracedOperation;
  /** The operation with its operands in exact decimal digits, or the first of them. */
  readonly expression: string;
  readonly operands: readonly DescribedCode[];
  readonly steps: readonly TraceStep[];
  /** Null where it is open: stochastic without random bits. */
  readonly result: DescribedCode | null;
  readonly flags: Flags;
}

/** What a trace needs of an operation besides its working. */
interface OperationRow {
  readonly operandCount: 1 | 2 | 3;
  readonly expression: (a: string, b: string, c: string) => string;
  readonly compute: <C extends Code>(format: Format<C>, operands: readonly [C, C, C], options: RoundingOptions) => C;
}

// biome-ignore format: columns
const operations: Record<TracedOperation, OperationRow> = {
  add:  { operandCount: 2, expression: (a, b) => `${a} + ${b}`,          compute: (format, [a, b], options) => add(format, a, b, options) },
  sub:  { operandCount: 2, expression: (a, b) => `${a} - ${b}`,          compute: (format, [a, b], options) => sub(format, a, b, options) },
  mul:  { operandCount: 2, expression: (a, b) => `${a} · ${b}`,          compute: (format, [a, b], options) => mul(format, a, b, options) },
  div:  { operandCount: 2, expression: (a, b) => `${a} / ${b}`,          compute: (format, [a, b], options) => div(format, a, b, options) },
  sqrt: { operandCount: 1, expression: (a) => `√${a}`,                   compute: (format, [a], options) => sqrt(format, a, options) },
  fma:  { operandCount: 3, expression: (a, b, c) => `${a} · ${b} + ${c}`, compute: (format, [a, b, c], options) => fma(format, a, b, c, options) },
};

/**
 * An operation on codes step by step: unpack, align, operate, normalise, round, each in words and in binary digits.
 *
 * The result and the flags are those of {@link add}, {@link sub}, {@link mul}, {@link div}, {@link sqrt} or {@link fma}
 * under the same options. NaN, infinities, division by zero and roots of negative numbers are one step, “special”.
 *
 * @throws RangeError when there is no such operation, or an operand is no code of the format.
 * @see IEEE 754-2019 §5.4.1; J.-M. Muller et al., “Handbook of Floating-Point Arithmetic”, 2018, chapter 7.
 * @example
 * import { FP16 } from "@binade/softfloat";
 * import { trace } from "@binade/softfloat/teaching";
 *
 * const { expression, steps, result } = trace(FP16, "add", 0x2e66, 0x3266);
 * expression; // "0.0999755859375 + 0.199951171875"
 * steps.map(({ name }) => name); // ["unpack", "align", "operate", "normalise", "round"]
 * steps[4]?.rows[0]?.digits; // "1.0011001100|10"
 * result?.value; // "0.2998046875"
 */
export function trace<C extends Code>(
  format: Format<C>,
  operation: "add" | "sub" | "mul" | "div",
  a: NoInfer<C>,
  b: NoInfer<C>,
  options?: TeachingOptions,
): Trace;
export function trace<C extends Code>(
  format: Format<C>,
  operation: "sqrt",
  a: NoInfer<C>,
  options?: TeachingOptions,
): Trace;
export function trace<C extends Code>(
  format: Format<C>,
  operation: "fma",
  a: NoInfer<C>,
  b: NoInfer<C>,
  c: NoInfer<C>,
  options?: TeachingOptions,
): Trace;
export function trace<C extends Code>(
  format: Format<C>,
  operation: TracedOperation,
  ...rest: readonly (C | TeachingOptions | undefined)[]
): Trace {
  if (!Object.hasOwn(operations, operation)) {
    throw new RangeError(
      `trace: one of ${Object.keys(operations).join(", ")} expected, got ${JSON.stringify(operation)}`,
    );
  }
  const { operandCount, expression } = operations[operation];
  const codes = rest.slice(0, operandCount) as [C, ...C[]];
  const options = (rest[operandCount] ?? {}) as TeachingOptions;
  const unpacked = unpackOperands(format, codes, options);
  const story = isSpecial(operation, unpacked)
    ? traceSpecial(format, operation, [codes, unpacked], options)
    : traceFinite(format, operation, unpacked, options);
  const operands = codes.map((code) => describeCode(format, code));
  return {
    format: format.name,
    operation,
    expression: expression(...triple(unpacked.map(inParentheses))),
    operands,
    ...story,
  };
}

type Story = Pick<Trace, "steps" | "result" | "flags">;

/** An operation that is decided by what its operands are, without digits. */
function traceSpecial<C extends Code>(
  format: Format<C>,
  operation: TracedOperation,
  [codes, operands]: readonly [readonly C[], readonly Unpacked[]],
  options: TeachingOptions,
): Story {
  const flags = createFlags();
  const random = options.random ?? { bits: 0, count: 1 }; // nothing is drawn for
  const code = operations[operation].compute(format, triple(codes), { ...options, random, flags });
  const result = describeCode(format, code);
  return {
    steps: [specialStep(operation, operands, { flags, value: inDecimal(unpack(format, code)) })],
    result,
    flags,
  };
}

/** The exact result on the blackboard, and its rounding. */
function traceFinite<C extends Code>(
  format: Format<C>,
  operation: TracedOperation,
  operands: readonly Unpacked[],
  options: TeachingOptions,
): Story {
  const { steps, exact, exponent } = workings[operation](format, triple(operands), options);
  const narrative = narrateRounding(format, exact, options);
  const isZero = exact.significand === 0n;
  return {
    steps: [
      unpackStep(format, operands, options.flushInputs === true),
      ...steps,
      ...(isZero ? [] : [normaliseStep(format, exact, exponent)]),
      roundStep(format, exact, narrative),
    ],
    result: narrative.code === null ? null : describeCode(format, narrative.code),
    flags: narrative.flags,
  };
}

/** A value as a part of an expression. */
function inParentheses(x: Unpacked): string {
  const text = inDecimal(x);
  return text.startsWith("-") ? `(${text})` : text;
}

/** Up to three, the rest filled with the first. */
function triple<T>(items: readonly T[]): readonly [T, T, T] {
  const [first, second, third] = items as readonly [T, ...T[]];
  return [first, second ?? first, third ?? first];
}
