/** Scratch: one binary32 and its word. A kernel writes before it reads, so that no value survives a call. */
const float32 = /* @__PURE__ */ new Float32Array(1);
const float32Word = /* @__PURE__ */ new Uint32Array(float32.buffer);

/** The value of a binary32 code. */
export function valueOfWord(bits: number): number {
  float32Word[0] = bits;
  return float32[0]!;
}

/** The code of the binary32 number that a number rounds to, ties to even; of a NaN, whatever the engine gives. */
export function wordOfValue(x: number): number {
  float32[0] = x;
  return float32Word[0]!;
}
