import { encodeInto, type Format } from "../src/index.ts";
import type { Outcome } from "./exhaustive/outcome.ts";
import { type LayoutName, layouts, maxFiniteOf, nanOf, signBitOf, valueOfMagnitude } from "./oracle/layout.ts";
import { plus, scaled, times, toNumber } from "./oracle/rational.ts";
import { infinite } from "./oracle/special.ts";
import { hex, wordOf } from "./support.ts";
import { formats } from "./underTest.ts";

/** Binary32 words in a chunk. */
const chunkLength = 2 ** 22;

export const wordChunks: number = 2 ** 32 / chunkLength;

const infinityWord = 0x7f800000;

/**
 * Compares a chunk of all binary32 words, encoded ties to even. The words that share a code are a run, which begins at a
 * middle between two values: with it where the even code lies above, after it otherwise. For formats of two digits or
 * more whose middles are binary32 numbers.
 */
export function createWordCheck(name: LayoutName): (chunk: number) => Outcome {
  const layout = layouts[name];
  const last = Number(maxFiniteOf(layout));
  const starts = Array.from({ length: last + 1 }, (_, code) => {
    const sum = plus(valueOfMagnitude(layout, BigInt(code)), valueOfMagnitude(layout, BigInt(code + 1)));
    const middle = toNumber(times(sum, scaled(1n, -1)));
    if (Math.fround(middle) !== middle) throw new Error(`${middle} is no binary32 number`);
    return wordOf(middle) + (code % 2 === 1 ? 0 : 1);
  });
  const source = new Float32Array(chunkLength);
  const words = new Uint32Array(source.buffer);
  const nan = Number(nanOf(layout));
  const target = nan > 0xff ? new Uint16Array(chunkLength) : new Uint8Array(chunkLength);
  const expected = target.slice();

  /** Fill what lies in the chunk of the words from `from` up to `to`. */
  const fill = (first: number, from: number, to: number, code: number): void => {
    const [start, end] = [Math.max(from - first, 0), Math.min(to - first, chunkLength)];
    if (start < end) expected.fill(code, start, end);
  };

  return (chunk) => {
    const first = chunk * chunkLength;
    const sign = first >= 2 ** 31 ? 2 ** 31 : 0;
    for (let i = 0; i < chunkLength; i++) words[i] = first + i;
    encodeInto(formats[name] as Format, source, target);

    const isNegative = sign !== 0;
    for (let code = 0; code <= last; code++) {
      const from = code === 0 ? 0 : starts[code - 1]!;
      if (sign + from >= first + chunkLength) break;
      const signed = isNegative && (code > 0 || layout.hasMinusZero) ? Number(signBitOf(layout)) + code : code;
      fill(first, sign + from, sign + starts[code]!, signed);
    }
    const beyond = Number(infinite(layout, isNegative, {}).code);
    fill(first, sign + starts[last]!, sign + infinityWord + 1, beyond);
    fill(first, sign + infinityWord + 1, sign + 2 ** 31, nan);

    let index = 0;
    while (index < chunkLength && target[index] === expected[index]) index++;
    if (index === chunkLength) return { cases: chunkLength, failures: [] };
    const found = `${hex(words[index]!)}: got ${hex(target[index]!)}, expected ${hex(expected[index]!)}`;
    return { cases: chunkLength, failures: [`${name} ${found}`] };
  };
}
