import type { Unpacked } from "../codes/unpack.ts";
import type { Code, Format } from "../format/format.ts";

/**
 * The finite number of a format next to another one, away from zero or toward it. After the largest comes the one that a
 * wider range would have; before zero, and before the least number of a format without zero, `undefined`.
 */
export function adjacent(format: Format<Code>, x: Unpacked, direction: "away" | "toward"): Unpacked | undefined {
  const implicitBit = 1n << BigInt(format.precision - 1);
  const leastExponent = format.emin - (format.precision - 1);
  if (x.significand === 0n) {
    if (direction === "toward") return undefined;
    return { ...x, significand: format.hasSubnormals ? 1n : implicitBit, exponent: leastExponent };
  }
  if (direction === "away") return { ...x, significand: x.significand + 1n };
  if (x.significand === implicitBit && x.exponent === leastExponent) {
    if (!format.hasZero) return undefined;
    if (!format.hasSubnormals) return { ...x, significand: 0n };
  } else if (x.significand === implicitBit) {
    return { ...x, significand: 2n * x.significand - 1n, exponent: x.exponent - 1 };
  }
  return { ...x, significand: x.significand - 1n };
}
