import { unpackNumber } from "../codes/unpackNumber.ts";
import { binadeOf } from "./binadeOf.ts";
import { inDecimal } from "./inDecimal.ts";

/** A power of two as such, with its decimal digits: `2^-4 = 0.0625`. */
export function powerText(power: number): string {
  return `2^${binadeOf(power)} = ${inDecimal(unpackNumber(power))}`;
}
