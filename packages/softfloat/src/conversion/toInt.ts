import { unpack } from "../codes/unpack.ts";
import type { Code, Format } from "../format/format.ts";
import type { Flags } from "../rounding/flags.ts";
import type { RandomBits, RoundingMode } from "../rounding/roundingOptions.ts";
import { roundToInteger } from "../rounding/roundToInteger.ts";

/**
 * What NaN and numbers beyond the integer range become; they raise invalid in any case.
 *
 * `"saturating"`: the nearest end of the range, NaN 0, as Arm and WebAssembly's `trunc_sat` have it. `"riscv"`: the same,
 * NaN the greatest integer. `"x86"`: the “integer indefinite”, which is the least signed or the greatest unsigned integer.
 * `"modular"`: the rounded value modulo `2^bits`, NaN and ±∞ 0, as ECMAScript's ToInt32 has it.
 */
export type InvalidInteger = "saturating" | "x86" | "riscv" | "modular";

/** Into which integers a conversion goes, how it rounds, and where it records exceptions. */
export interface ToIntOptions {
  /** Width of the integer. Default: 32. */
  readonly bits?: 4 | 8 | 16 | 32 | 64 | undefined;
  /** Two's complement; otherwise unsigned. Default: true. */
  readonly signed?: boolean | undefined;
  /** Default `"roundTiesToEven"`; the casts of C and JavaScript's `| 0` are `"roundTowardZero"`. */
  readonly rounding?: RoundingMode | undefined;
  /** For `"stochastic"`. */
  readonly random?: RandomBits | undefined;
  /** Raise inexact when the integer differs from the operand. Default: true. */
  readonly exact?: boolean | undefined;
  /** Default `"saturating"`. */
  readonly invalid?: InvalidInteger | undefined;
  /** Read a subnormal operand as zero. */
  readonly flushInputs?: boolean | undefined;
  readonly flags?: Flags | undefined;
}

interface IntegerType {
  readonly bits: number;
  readonly least: bigint;
  readonly greatest: bigint;
}

type Cause = "nan" | "below" | "above";

const substitutes: Record<InvalidInteger, (cause: Cause, type: IntegerType, integer: bigint) => bigint> = {
  saturating: (cause, { least, greatest }) => ({ nan: 0n, below: least, above: greatest })[cause],
  riscv: (cause, { least, greatest }) => (cause === "below" ? least : greatest),
  x86: (_cause, { least, greatest }) => (least < 0n ? least : greatest),
  modular: (_cause, { bits, least }, integer) =>
    least < 0n ? BigInt.asIntN(bits, integer) : BigInt.asUintN(bits, integer),
};

/**
 * The integer that a code rounds to: a `number`, or a `bigint` for 64 bits.
 *
 * Rounds to nearest, ties to even, unless `rounding` says otherwise. −0 gives 0. NaN, ±∞ and results beyond the range
 * raise invalid and nothing else, and give what `invalid` says. Accuracy: correctly rounded.
 *
 * @throws RangeError for a width or an `invalid` that does not exist.
 * @see IEEE 754-2019 §5.4.1, §5.8 (convertToInteger); TestFloat `f16_to_i32`.
 * @example
 * import { FP16, FP64, toInt } from "@binade/softfloat";
 *
 * toInt(FP16, 0xbe00); // -2
 * toInt(FP16, 0xbe00, { rounding: "roundTowardZero" }); // -1
 * toInt(FP16, 0x7e00, { invalid: "x86" }); // -2147483648
 * toInt(FP64, 0x43e0000000000000n, { bits: 64, signed: false }); // 9223372036854775808n
 */
export function toInt<C extends Code>(
  format: Format<C>,
  code: NoInfer<C>,
  options: ToIntOptions & { readonly bits: 64 },
): bigint;
export function toInt<C extends Code>(
  format: Format<C>,
  code: NoInfer<C>,
  options?: ToIntOptions & { readonly bits?: 4 | 8 | 16 | 32 | undefined },
): number;
export function toInt<C extends Code>(format: Format<C>, code: NoInfer<C>, options?: ToIntOptions): number | bigint;
export function toInt<C extends Code>(
  format: Format<C>,
  code: NoInfer<C>,
  options: ToIntOptions = {},
): number | bigint {
  const type = integerType(options);
  const integer = convertToInteger(format, code, type, options);
  return type.bits > 32 ? integer : Number(integer);
}

function convertToInteger<C extends Code>(
  format: Format<C>,
  code: C,
  type: IntegerType,
  { rounding, random, exact = true, invalid = "saturating", flushInputs, flags }: ToIntOptions,
): bigint {
  const substitute = substitutes[invalid];
  if (substitute === undefined) {
    const expected = Object.keys(substitutes).join(", ");
    throw new RangeError(`options.invalid: one of ${expected} expected, got ${JSON.stringify(invalid)}`);
  }
  const { kind, isNegative, significand, exponent } = unpack(format, code, flushInputs);
  const context = { isNegative, options: { rounding, random }, parity: 0n };
  const rounded = roundToInteger(kind === "finite" ? significand : 0n, -exponent, context);
  const integer = isNegative ? -rounded.integer : rounded.integer;
  const cause = causeOf(kind, isNegative, integer, type);
  if (cause !== undefined) {
    if (flags !== undefined) flags.invalid = true;
    return substitute(cause, type, integer);
  }
  if (rounded.isInexact && exact && flags !== undefined) flags.inexact = true;
  return integer;
}

/** Why there is no such integer, if there is none. */
function causeOf(
  kind: "finite" | "infinite" | "quietNaN" | "signalingNaN",
  isNegative: boolean,
  integer: bigint,
  { least, greatest }: IntegerType,
): Cause | undefined {
  if (kind === "quietNaN" || kind === "signalingNaN") return "nan";
  if (kind === "infinite") return isNegative ? "below" : "above";
  if (integer < least) return "below";
  return integer > greatest ? "above" : undefined;
}

function integerType({ bits = 32, signed = true }: ToIntOptions): IntegerType {
  if (![4, 8, 16, 32, 64].includes(bits)) {
    throw new RangeError(`options.bits: one of 4, 8, 16, 32, 64 expected, got ${bits}`);
  }
  const half = 1n << BigInt(bits - 1);
  return signed ? { bits, least: -half, greatest: half - 1n } : { bits, least: 0n, greatest: 2n * half - 1n };
}
