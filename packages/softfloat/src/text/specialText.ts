import type { Unpacked } from "../codes/unpack.ts";

/** The text of a NaN or an infinity, or `undefined` for a finite number. */
export function specialText({ kind, isNegative }: Unpacked): string | undefined {
  if (kind === "finite") return undefined;
  if (kind === "infinite") return isNegative ? "-Infinity" : "Infinity";
  return "NaN";
}
