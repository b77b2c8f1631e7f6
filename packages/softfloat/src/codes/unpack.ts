import type { Code, Format } from "../format/format.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";

/**
 * What a code stands for. A finite number is `(−1)^isNegative · significand · 2^exponent`, exactly; zero has
 * `significand` 0. The significand is an integer and not normalised. A NaN has its trailing significand there, in units
 * of `2^exponent` of the quiet bit's double, so that payloads of different widths line up at the top.
 */
export interface Unpacked {
  readonly kind: "finite" | "infinite" | "quietNaN" | "signalingNaN";
  readonly isNegative: boolean;
  readonly significand: bigint;
  readonly exponent: number;
}

/**
 * Take a code apart, exactly.
 *
 * @param flushesSubnormals - Read a subnormal as the zero of its sign (“denormals are zero”).
 * @throws RangeError when `code` is no code of the format.
 */
export function unpack<C extends Code>(format: Format<C>, code: C, flushesSubnormals = false): Unpacked {
  const { isNegative, magnitude } = splitSign(format, code);
  if (format.infinity !== null && magnitude === BigInt(format.infinity)) {
    return { kind: "infinite", isNegative, significand: 0n, exponent: 0 };
  }
  const trailingBits = BigInt(format.precision - 1);
  const implicitBit = 1n << trailingBits;
  const trailingSignificand = magnitude & (implicitBit - 1n);
  if (isNaNMagnitude(format, isNegative, magnitude)) return nan(format, isNegative, trailingSignificand);

  const biasedExponent = Number(magnitude >> trailingBits);
  const isNormal = biasedExponent > 0 || !format.hasZero;
  const isFlushed = flushesSubnormals || !format.hasSubnormals;
  return {
    kind: "finite",
    isNegative,
    significand: isNormal ? implicitBit + trailingSignificand : isFlushed ? 0n : trailingSignificand,
    exponent: (isNormal ? biasedExponent - format.bias : format.emin) - (format.precision - 1),
  };
}

/** Take the operands of an operation apart, under its `flushInputs`. */
export function unpackOperands<C extends Code, T extends readonly C[]>(
  format: Format<C>,
  codes: readonly [...T],
  { flushInputs }: RoundingOptions,
): { [K in keyof T]: Unpacked } {
  return codes.map((code) => unpack(format, code, flushInputs)) as { [K in keyof T]: Unpacked };
}

/** Sign and magnitude of a code; where −0 is no number, the code of it counts as positive unless it is the NaN. */
function splitSign<C extends Code>(format: Format<C>, code: C): { isNegative: boolean; magnitude: bigint } {
  const bits = typeof code === typeof format.signBit && isInteger(code) ? BigInt(code) : -1n;
  const signBit = BigInt(format.signBit);
  if (bits < 0n || bits >= (format.isSigned ? 2n * signBit : signBit)) {
    const kind = typeof format.signBit === "bigint" ? "bigint" : "integer";
    const expected = `code of ${format.name}, ${kind} of ${format.bits} bits, expected`;
    throw new RangeError(`${format.name}: ${expected}, got ${String(code)}${typeof code === "bigint" ? "n" : ""}`);
  }
  const isSigned = bits >= signBit;
  const magnitude = isSigned ? bits - signBit : bits;
  return { isNegative: isSigned && (magnitude !== 0n || format.hasNegativeZero || hasNaNAtSign(format)), magnitude };
}

function isInteger(code: Code): boolean {
  return typeof code === "bigint" || Number.isInteger(code);
}

function hasNaNAtSign(format: Format<Code>): boolean {
  return format.nanEncoding === "fnuz";
}

function isNaNMagnitude(format: Format<Code>, isNegative: boolean, magnitude: bigint): boolean {
  switch (format.nanEncoding) {
    case "ieee":
      return format.infinity !== null && magnitude > format.infinity;
    case "fn":
      return format.canonicalNaN !== null && magnitude === BigInt(format.canonicalNaN);
    case "fnuz":
      return isNegative && magnitude === 0n;
    case "none":
      return false;
  }
}

/** Only IEEE 754's encoding has signaling NaNs; the quiet bit is the top bit of the trailing significand (§6.2.1). */
function nan(format: Format<Code>, isNegative: boolean, trailingSignificand: bigint): Unpacked {
  const trailingBits = format.precision - 1;
  const isSignaling = format.nanEncoding === "ieee" && trailingSignificand >> BigInt(trailingBits - 1) === 0n;
  const hasPayload = format.nanEncoding === "ieee";
  return {
    kind: isSignaling ? "signalingNaN" : "quietNaN",
    isNegative: isNegative && format.nanEncoding !== "fnuz",
    significand: hasPayload ? trailingSignificand : 0n,
    exponent: -trailingBits,
  };
}
