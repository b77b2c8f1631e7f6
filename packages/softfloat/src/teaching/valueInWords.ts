import { unpackNumber } from "../codes/unpackNumber.ts";
import { brief } from "./brief.ts";
import { inDecimal } from "./inDecimal.ts";

/** A value of an explanation in exact decimal digits, or the first of them; JavaScript's may be those of another number. */
export function valueInWords(value: string): string {
  const x = Number(value);
  return Number.isNaN(x) ? brief(value) : inDecimal(unpackNumber(x));
}
