import type { Code, Flags, Format, RoundingOptions } from "../src/index.ts";
import * as softfloat from "../src/index.ts";
import type { LayoutName } from "./oracle/layout.ts";
import type { OperationName } from "./oracle/operations.ts";
import type { Options, Result } from "./oracle/special.ts";
import { flagBits } from "./support.ts";

/** Every named format of the package, by the name that the oracle has for it. */
export const formats: Readonly<Record<LayoutName, Format<Code>>> = softfloat;

type Call = (format: Format<Code>, codes: readonly Code[], options: RoundingOptions) => Code;

/** The operations of the spec tier. */
export const operations: Readonly<Record<OperationName, Call>> = {
  add: (format, [a, b], options) => softfloat.add(format, a!, b!, options),
  sub: (format, [a, b], options) => softfloat.sub(format, a!, b!, options),
  mul: (format, [a, b], options) => softfloat.mul(format, a!, b!, options),
  div: (format, [a, b], options) => softfloat.div(format, a!, b!, options),
  sqrt: (format, [a], options) => softfloat.sqrt(format, a!, options),
  fma: (format, [a, b, c], options) => softfloat.fma(format, a!, b!, c!, options),
};

/** Bits as a code of the format: a number, or a bigint where the format is wide. */
export function codeOf(format: Format<Code>, bits: bigint | number): Code {
  return typeof format.signBit === "bigint" ? BigInt(bits) : Number(bits);
}

const flags: Flags = softfloat.createFlags(); // scratch

/** The options as the package takes them, with the accumulator that {@link resultOf} reads. */
export function withFlags(options: Options): RoundingOptions {
  return { ...options, flags };
}

/** Run one call whose options come from {@link withFlags}: code and flags as the oracle gives them. */
export function resultOf(call: () => Code): Result {
  flags.invalid = flags.divideByZero = flags.overflow = flags.underflow = flags.inexact = false;
  const code = call();
  return { code: BigInt(code), flags: flagBits(flags) };
}

/** How a failure reads: what was asked, what came, what the oracle says. */
export function describeFailure(what: string, options: Options, got: Result, expected: Result): string {
  const show = ({ code, flags: bits }: Result): string => `0x${code.toString(16)} flags ${bits}`;
  const chosen = JSON.stringify(options, (_key, value) => (typeof value === "bigint" ? `${value}n` : value));
  return `${what} ${chosen}: got ${show(got)}, expected ${show(expected)}`;
}
