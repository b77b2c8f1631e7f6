import { addToOdd } from "./addToOdd.ts";
import { wordsOf } from "./wordsOf.ts";

type Codes = Uint8Array | Uint16Array;
type Values = Float32Array | Float64Array;

/** The codes of up to three operands, the first used by all, and the value of every code. */
export interface Operands {
  readonly values: Values;
  readonly a: Codes;
  readonly b: Codes;
  readonly c: Codes;
}

/** Operations on the values of `count` codes from `start` on, into the first elements of `results`. */
export const valueLoops: Record<
  "add" | "sub" | "mul" | "div" | "sqrt" | "fma",
  (operands: Operands, start: number, results: Values, count: number) => void
> = {
  add: ({ values, a, b }, start, results, count) => {
    for (let i = 0; i < count; i++) results[i] = values[a[start + i]!]! + values[b[start + i]!]!;
  },
  sub: ({ values, a, b }, start, results, count) => {
    for (let i = 0; i < count; i++) results[i] = values[a[start + i]!]! - values[b[start + i]!]!;
  },
  mul: ({ values, a, b }, start, results, count) => {
    for (let i = 0; i < count; i++) results[i] = values[a[start + i]!]! * values[b[start + i]!]!;
  },
  div: ({ values, a, b }, start, results, count) => {
    for (let i = 0; i < count; i++) results[i] = values[a[start + i]!]! / values[b[start + i]!]!;
  },
  sqrt: ({ values, a }, start, results, count) => {
    for (let i = 0; i < count; i++) results[i] = Math.sqrt(values[a[start + i]!]!);
  },
  fma: ({ values, a, b, c }, start, results, count) => {
    for (let i = 0; i < count; i++) {
      results[i] = addToOdd(values[a[start + i]!]! * values[b[start + i]!]!, values[c[start + i]!]!);
    }
  },
};

/** Results by a table of `256 · a + b`, four at a time where the arrays allow it. */
export function lookUpPairs(table: Uint8Array, a: Codes, b: Codes, out: Codes): void {
  const isBytes = a.BYTES_PER_ELEMENT + b.BYTES_PER_ELEMENT + out.BYTES_PER_ELEMENT === 3;
  const [first, second, results] = [a, b, out].map((codes) => wordsOf(codes, isBytes ? a.length : 0)) as Words;
  const fours = Math.min(first.length, second.length, results.length);
  for (let i = 0; i < fours; i++) {
    const x = first[i]!;
    const y = second[i]!;
    const low = table[((x & 0xff) << 8) | (y & 0xff)]! | (table[(x & 0xff00) | ((y >>> 8) & 0xff)]! << 8);
    const third = table[((x >>> 8) & 0xff00) | ((y >>> 16) & 0xff)]!;
    results[i] = low | (third << 16) | (table[((x >>> 16) & 0xff00) | (y >>> 24)]! << 24);
  }
  for (let k = 4 * fours; k < a.length; k++) out[k] = table[(a[k]! << 8) | b[k]!]!;
}

type Words = [Int32Array, Int32Array, Int32Array];
