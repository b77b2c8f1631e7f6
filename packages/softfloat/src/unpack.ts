import type { Format } from "./format.ts";

/**
 * What a code stands for. A finite number is `(−1)^isNegative · significand · 2^exponent`, exactly; zero has
 * `significand` 0. The significand is an integer and not normalised.
 */
export interface Unpacked {
  readonly kind: "finite" | "infinite" | "quietNaN" | "signalingNaN";
  readonly isNegative: boolean;
  readonly significand: bigint;
  readonly exponent: number;
}

/** Take a code apart, exactly. */
export function unpack(format: Format, code: number): Unpacked {
  const implicitBit = 1 << (format.precision - 1);
  const isNegative = code >= format.signBit;
  const magnitude = isNegative ? code - format.signBit : code;
  if (magnitude >= format.infinity) return nonFinite(format, magnitude, isNegative);

  const biasedExponent = Math.floor(magnitude / implicitBit);
  const trailingSignificand = magnitude % implicitBit;
  const isSubnormal = biasedExponent === 0;
  return {
    kind: "finite",
    isNegative,
    significand: BigInt(isSubnormal ? trailingSignificand : implicitBit + trailingSignificand),
    exponent: (isSubnormal ? format.emin : biasedExponent - format.bias) - (format.precision - 1),
  };
}

/** Infinity or NaN; the quiet bit is the top bit of the trailing significand (IEEE 754-2019 §6.2.1). */
function nonFinite(format: Format, magnitude: number, isNegative: boolean): Unpacked {
  const quietBit = 1 << (format.precision - 2);
  const payload = magnitude - format.infinity;
  const kind = payload === 0 ? "infinite" : payload >= quietBit ? "quietNaN" : "signalingNaN";
  return { kind, isNegative, significand: 0n, exponent: 0 };
}
