const float = new Float32Array(1); //             scratch
const word = new Uint32Array(float.buffer); //    scratch, the same four bytes

/** The word of a number rounded once to binary32 (N9). */
export function f32Word(value: number): number {
  float[0] = value;
  return word[0] as number;
}
