/**
 * Scratch: one binary64 and its two words. A kernel writes before it reads and calls nothing in between, so that no value
 * survives a call.
 */
export const float64: Float64Array = /* @__PURE__ */ new Float64Array(1);
export const float64Words: Uint32Array = /* @__PURE__ */ new Uint32Array(float64.buffer);

/** Index of the word with the sign and the exponent, then of the other one: the byte order of the machine decides. */
export const HIGH: number = /* @__PURE__ */ new Uint8Array(/* @__PURE__ */ new Uint16Array([1]).buffer)[0]!;
export const LOW: number = 1 - HIGH;
