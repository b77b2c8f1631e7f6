import { bitLength } from "../rounding/bitLength.ts";

const view = /* @__PURE__ */ new DataView(new ArrayBuffer(8)); // scratch: written before it is read
const bias = 1023; // of binary64
const leastExponent = -1074; // of its subnormals' unit

/** The exponent `e` of `2^e ≤ x < 2^(e + 1)`, for a positive finite number. */
export function binadeOf(x: number): number {
  view.setFloat64(0, x);
  const biasedExponent = view.getUint16(0) >>> 4;
  return biasedExponent > 0 ? biasedExponent - bias : leastExponent + bitLength(view.getBigUint64(0)) - 1;
}
