import type { Tf32Rounding } from "@binade/backend";

const droppedBits = 13;

/** What is added to the magnitude before the low 13 bits are cut off. */
const increment: { readonly [R in Tf32Rounding]: (word: number) => number } = {
  rna: () => 0x1000,
  rz: () => 0,
  rne: (word) => 0x0fff + ((word >>> droppedBits) & 1),
};

/** The operand of a tf32 matmul: NaN stays NaN, infinity stays, a finite value that overflows becomes infinity (N5). */
export function roundToTf32(values: Float32Array, rounding: Tf32Rounding): Float32Array {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const rounded = new Uint32Array(words.length);
  const add = increment[rounding];
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const finite = (word & 0x7f800000) !== 0x7f800000;
    rounded[i] = finite ? (word + add(word)) & ~0x1fff : word;
  }
  return new Float32Array(rounded.buffer);
}
