import type { Unpacked } from "./unpack.ts";

const trailingBits = 52n; // of binary64
const implicitBit = 1n << trailingBits;
const leastExponent = -1074; // of the unit in the last place of a subnormal
const specialBiasedExponent = 0x7ff;

/** Take a binary64 apart, exactly. A JavaScript number has one NaN, so that it counts as quiet and positive. */
export function unpackNumber(x: number, flushesSubnormals = false): Unpacked {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const word = view.getBigUint64(0);

  const isNegative = word >> 63n === 1n;
  const biasedExponent = Number((word >> trailingBits) & 0x7ffn);
  const trailingSignificand = word & (implicitBit - 1n);
  if (biasedExponent === specialBiasedExponent) {
    if (trailingSignificand === 0n) return { kind: "infinite", isNegative, significand: 0n, exponent: 0 };
    return { kind: "quietNaN", isNegative: false, significand: 0n, exponent: 0 };
  }

  const isSubnormal = biasedExponent === 0;
  return {
    kind: "finite",
    isNegative,
    significand: isSubnormal ? (flushesSubnormals ? 0n : trailingSignificand) : implicitBit + trailingSignificand,
    exponent: leastExponent + (isSubnormal ? 0 : biasedExponent - 1),
  };
}
