/** Scratch: one binary32 and its word. A kernel writes before it reads, so that no value survives a call. */
const float32 = /* @__PURE__ */ new Float32Array(1);
const float32Word = /* @__PURE__ */ new Uint32Array(float32.buffer);

/** The value of a binary32 code. */
export function valueOfWord(bits: number): number {
  float32Word[0] = bits;
  return float32[0]!;
}
