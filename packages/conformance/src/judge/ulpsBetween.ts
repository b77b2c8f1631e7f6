import { isFloatDtype } from "@binade/backend";
import { isNaN as isNaNCode } from "@binade/softfloat";
import { formatOf } from "../spec/formatOf.ts";
import type { Word } from "../spec/specTensor.ts";
import type { Difference } from "./compareCase.ts";

/** Distance of two words as representable numbers lie between them; infinite where one is a NaN or no word at all. */
export function ulpsBetween({ dtype, expected, got }: Pick<Difference, "dtype" | "expected" | "got">): number {
  if (got === null) return Number.POSITIVE_INFINITY;
  if (!isFloatDtype(dtype)) return Math.abs(signed(expected) - signed(got));
  const format = formatOf[dtype];
  if (isNaNCode(format, expected) || isNaNCode(format, got)) return Number.POSITIVE_INFINITY;
  const position = (word: Word): number => (word >= format.signBit ? format.signBit - word : word);
  return Math.abs(position(expected) - position(got));
}

function signed(word: Word): number {
  return word | 0;
}
