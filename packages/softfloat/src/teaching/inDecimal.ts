import type { Unpacked } from "../codes/unpack.ts";
import { reduced } from "../text/exactRational.ts";
import { specialText } from "../text/specialText.ts";

/** More digits than this end in “…”. */
const mostDigits = 21;

/** A number for a sentence: its exact decimal digits, or the first of them and “…”. */
export function inDecimal(x: Unpacked): string {
  const special = specialText(x);
  if (special !== undefined) return special.replace("Infinity", "∞");
  const sign = x.isNegative ? "-" : "";
  if (x.significand === 0n) return `${sign}0`;

  // significand / 2^places is significand · 5^places / 10^places
  const { significand, exponent } = reduced(x);
  const places = Math.max(-exponent, 0);
  const integer = exponent >= 0 ? significand << BigInt(exponent) : significand * 5n ** BigInt(places);
  const digits = integer.toString();
  const place = digits.length - places;
  if (digits.length > mostDigits) return sign + layOut(digits.slice(0, mostDigits), place, "…");
  return sign + layOut(digits.replace(/0+$/, ""), place, "");
}

/** `0.digits · 10^place`, with an exponent where JavaScript would write one. */
function layOut(digits: string, place: number, ellipsis: "" | "…"): string {
  if (place > 21 || place < -5) {
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : "";
    return `${digits.charAt(0)}${fraction}${ellipsis}e${place > 0 ? "+" : ""}${place - 1}`;
  }
  if (place <= 0) return `0.${"0".repeat(-place)}${digits}${ellipsis}`;
  if (place >= digits.length) return digits.padEnd(place, "0") + ellipsis;
  return `${digits.slice(0, place)}.${digits.slice(place)}${ellipsis}`;
}
