import type { Code, Format } from "../format/format.ts";
import type { Flags } from "../rounding/flags.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { pack } from "./pack.ts";
import type { Unpacked } from "./unpack.ts";

/** Whether any operand is a NaN; a signaling one raises invalid (IEEE 754-2019 §6.2). */
export function anyNaN(operands: readonly Unpacked[], flags: Flags | undefined): boolean {
  let found = false;
  for (const { kind } of operands) {
    if (kind === "signalingNaN" && flags !== undefined) flags.invalid = true;
    if (kind === "signalingNaN" || kind === "quietNaN") found = true;
  }
  return found;
}

/** The result for NaN operands (IEEE 754-2019 §6.2.3), or `undefined` when none is a NaN. */
export function nanResult<C extends Code>(
  format: Format<C>,
  operands: readonly Unpacked[],
  options: RoundingOptions,
): C | undefined {
  if (!anyNaN(operands, options.flags)) return undefined;
  const { nan = "canonical" } = options;
  const { canonicalNaN } = format;
  const operand = operands.find(({ kind }) => kind === "signalingNaN" || kind === "quietNaN");
  const isNegative = operand?.isNegative ?? false;
  if (canonicalNaN === null) return substitute(format, isNegative, options);
  if (nan === "canonical" || operand === undefined) return canonicalNaN;
  if (nan === "keepSign" || format.nanEncoding !== "ieee") return signedNaN(format, canonicalNaN, isNegative);

  const trailingBits = format.precision - 1;
  const shift = operand.exponent + trailingBits;
  const payload = shift >= 0 ? operand.significand << BigInt(shift) : operand.significand >> BigInt(-shift);
  return pack(format, isNegative, BigInt(canonicalNaN) | payload);
}

/** Raise invalid and give the NaN that stands for “no useful result” (IEEE 754-2019 §7.2). */
export function invalid<C extends Code>(format: Format<C>, options: RoundingOptions): C {
  if (options.flags !== undefined) options.flags.invalid = true;
  return format.canonicalNaN ?? substitute(format, false, options);
}

/** A canonical NaN with a sign, where it can have one. */
export function signedNaN<C extends Code>(format: Format<C>, canonicalNaN: C, isNegative: boolean): C {
  if (format.nanEncoding === "fnuz" || !format.isSigned) return canonicalNaN;
  return pack(format, isNegative, BigInt(canonicalNaN));
}

/** What stands for a NaN in a format that has none. */
function substitute<C extends Code>(format: Format<C>, isNegative: boolean, options: RoundingOptions): C {
  if (options.flags !== undefined) options.flags.invalid = true;
  if (options.nanSubstitute === "oppositeZero") return pack(format, !isNegative, 0n);
  return format.maxFinite;
}

export function isZero({ kind, significand }: Unpacked): boolean {
  return kind === "finite" && significand === 0n;
}
