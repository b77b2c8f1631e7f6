/**
 * A source of uniform 32-bit words: the same seed gives the same words, in any engine.
 *
 * Chris Doty-Humphrey's “small fast counting” generator, whose period is at least 2^32 words and 2^127 on average.
 *
 * @param seed - An integer from 0 to 2^53 − 1.
 */
export function createRandomWords(seed: number): () => number {
  let a = seed | 0;
  let b = Math.floor(seed / 4294967296) | 0;
  let c = 0;
  let counter = 1;
  const next = (): number => {
    const word = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + word) | 0;
    return word >>> 0;
  };
  for (let i = 0; i < 12; i++) next(); // mixes the seed into all of the state
  return next;
}
