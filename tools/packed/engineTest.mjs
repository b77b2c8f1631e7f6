/**
 * A user's program for every engine: one word over what the package computes, which has to be the same everywhere, and
 * a comparison with the engine's own fp16 where it has one.
 */
import * as softfloat from "@binade/softfloat";

const { add, decode, div, encode, FP16, FP64, fma, mul, sqrt } = softfloat;

/** @returns {{ digest: string, cases: number, native: string }} */
export function run() {
  const random = createRandom(754);
  /** @type {import("@binade/softfloat").Format<any>[]} */
  const formats = [];
  for (const value of Object.values(softfloat)) {
    if (typeof value === "object" && "canonicalNaN" in value) formats.push(value);
  }
  let hash = 0x811c9dc5;
  let cases = 0;
  const digest = (/** @type {number | bigint} */ code) => {
    for (const character of String(code)) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0;
    cases++;
  };
  for (const format of formats) {
    const isWide = typeof format.signBit === "bigint";
    const codeCount = 2n ** BigInt(format.bits);
    for (let i = 0; i < 500; i++) {
      const word = () => ((BigInt(random()) << 32n) | BigInt(random())) % codeCount;
      const [a, b, c] = [word(), word(), word()].map((code) => (isWide ? code : Number(code)));
      for (const code of [add(format, a, b), mul(format, a, b), div(format, a, b), fma(format, a, b, c)]) digest(code);
      digest(sqrt(format, a));
      digest(encode(FP64, decode(format, a)));
    }
  }
  return { digest: hash.toString(16), cases, native: compareWithNative(random) };
}

/** @param {() => number} random */
function compareWithNative(random) {
  const { f16round } = /** @type {{ f16round?: (x: number) => number }} */ (/** @type {unknown} */ (Math));
  if (f16round === undefined) return "none";
  let wrong = 0;
  for (let i = 0; i < 100_000; i++) {
    const x = (random() / 2 ** 31 - 1) * 2 ** ((random() % 48) - 28);
    if (!Object.is(f16round(x), decode(FP16, encode(FP16, x)))) wrong++;
  }
  return `${wrong} of 100000 differ`;
}

/** @param {number} start */
function createRandom(start) {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), 1 | state);
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
    return (word ^ (word >>> 14)) >>> 0;
  };
}
