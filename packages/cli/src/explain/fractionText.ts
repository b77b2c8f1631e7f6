import type { RationalText } from "@binade/softfloat/teaching";

const mostPlaces = 40;

/** A fraction in decimal digits if there are few, else as it is. */
export function fractionText({ numerator, denominator }: RationalText): string {
  const divisor = BigInt(denominator);
  for (let places = 0; places <= mostPlaces; places++) {
    const power = 10n ** BigInt(places);
    if (power % divisor === 0n) return inDecimal(BigInt(numerator) * (power / divisor), places);
  }
  return `${numerator}/${denominator}`;
}

/** `integer / 10^places`. */
function inDecimal(integer: bigint, places: number): string {
  const sign = integer < 0n ? "-" : "";
  const digits = (integer < 0n ? -integer : integer).toString().padStart(places + 1, "0");
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
