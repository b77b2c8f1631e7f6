import { type Code, type Format, toExactDecimal } from "@binade/softfloat";
import type { DescribedCode } from "@binade/softfloat/teaching";
import { codeIn } from "./codeIn.ts";

const mostCharacters = 24;

/** A value in its exact decimal digits if they are few; else the first of them, as JavaScript's may be another number's. */
export function decimalText(format: Format<Code>, described: DescribedCode | null): string {
  if (described === null) return "";
  const exact = toExactDecimal(format, codeIn(format, BigInt(described.code)));
  if (exact.length <= mostCharacters) return exact;
  return described.value.includes("e") ? `≈ ${described.value}` : `${exact.slice(0, mostCharacters - 1)}…`;
}
