/** The largest `|x|` of every `blockLength` elements, the last block perhaps shorter; NaN where there is one. */
export function largestMagnitudes(values: Float32Array, blockLength: number): Float32Array {
  const words = new Int32Array(values.buffer, values.byteOffset, values.length);
  const largest = new Float32Array(Math.ceil(values.length / blockLength));
  const largestWords = new Int32Array(largest.buffer);
  for (let block = 0; block < largest.length; block++) {
    const start = block * blockLength;
    const end = Math.min(start + blockLength, words.length);
    let word = 0;
    for (let i = start; i < end; i++) word = Math.max(word, words[i]! & 0x7fffffff); // in the order of magnitudes, NaNs last
    largestWords[block] = word;
  }
  return largest;
}
