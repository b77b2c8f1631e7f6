import type { Flags } from "./flags.ts";
import type { Format } from "./format.ts";
import type { RoundingOptions } from "./roundingOptions.ts";
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

/** Raise invalid and give the NaN that stands for “no useful result” (IEEE 754-2019 §7.2). */
export function invalid(format: Format, { flags }: RoundingOptions): number {
  if (flags !== undefined) flags.invalid = true;
  return format.canonicalNaN;
}

export function isZero({ kind, significand }: Unpacked): boolean {
  return kind === "finite" && significand === 0n;
}
