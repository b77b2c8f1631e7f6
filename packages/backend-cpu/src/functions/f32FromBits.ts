const float = new Float32Array(1); //             scratch
const word = new Uint32Array(float.buffer); //    scratch, the same four bytes

/** The binary32 value of a 32-bit word. */
export function f32FromBits(bits: number): number {
  word[0] = bits;
  return float[0] as number;
}
