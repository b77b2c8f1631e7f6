import { functionCoefficients } from "@binade/backend";
import type { Arithmetic } from "../arithmetic.ts";
import type { Word } from "../specTensor.ts";
import {
  floorOf,
  half,
  horner,
  infinity,
  isZero,
  nan,
  one,
  powerWord,
  valueOf32,
  withSignOf,
  wordOf,
} from "./words.ts";

const { sin: s, cos: c } = functionCoefficients;

/** A quarter turn counted, and what is left of the angle. */
interface Reduced {
  readonly quadrant: number;
  readonly r: Word;
}

/** N15, functionCoefficients.sin. */
export function sin(x: Word, arithmetic: Arithmetic): Word {
  if (isZero(x)) return x;
  const a = arithmetic.absolute(x);
  if (arithmetic.isNaN(x) || a === infinity) return nan;
  const y = sineOfReduced(reduce(a, arithmetic), arithmetic);
  return withSignOf(((x & 0x80000000) ^ (y & 0x80000000)) >>> 0, y);
}

/** N15, functionCoefficients.cos: one quarter turn more, and no sign taken from x. */
export function cos(x: Word, arithmetic: Arithmetic): Word {
  const a = arithmetic.absolute(x);
  if (arithmetic.isNaN(x) || a === infinity) return nan;
  const { quadrant, r } = reduce(a, arithmetic);
  return sineOfReduced({ quadrant: quadrant + 1, r }, arithmetic);
}

/** Steps 2 and 3. */
function reduce(a: Word, arithmetic: Arithmetic): Reduced {
  const { sub, mul, multiplyAdd } = arithmetic;
  if (valueOf32(a) >= valueOf32(s.payneHanekFrom)) return reduceByBits(a, arithmetic);
  const n = floorOf(multiplyAdd(a, s.twoOverPi, half));
  const count = wordOf(n);
  const r = sub(sub(sub(a, mul(count, s.halfPiHigh)), mul(count, s.halfPiMiddle)), mul(count, s.halfPiLow));
  return { quadrant: n, r };
}

/** Step 3: a ÷ (π/2) mod 4 in units of 2^-62, from the bits of 2/π that matter. */
function reduceByBits(a: Word, arithmetic: Arithmetic): Reduced {
  const m = BigInt((a & 0x7fffff) | 0x800000);
  const start = (a >>> 23) - 120;
  const bits = s.twoOverPiBits.reduce((all, word) => (all << 32n) | BigInt(word), 0n);
  const total = BigInt(32 * s.twoOverPiBits.length);
  const wordAt = (at: number): bigint => (bits >> (total - BigInt(at) - 32n)) & 0xffffffffn;
  const sum = ((m * wordAt(start)) << 32n) + m * wordAt(start + 32) + ((m * wordAt(start + 64)) >> 32n);
  const position = sum & 0xffffffffffffffffn;
  const fraction = (position << 2n) & 0xffffffffffffffffn;
  return reduceFraction(Number(position >> 62n), fraction, arithmetic);
}

/** Step 4: a fraction `f·2^-64` of a quarter turn, from the nearer one. */
export function reduceFraction(quadrant: number, fraction: bigint, { mul, narrow }: Arithmetic): Reduced {
  const isBeyondHalf = fraction >= 1n << 63n;
  const f = isBeyondHalf ? (1n << 64n) - fraction : fraction;
  const upper = Number((f >> 32n) & 0xffffffffn);
  const z = Math.clz32(upper);
  const g = (f >> BigInt(32 - z)) & 0xffffffffn;
  const p = Number((g * BigInt(s.halfPiWord)) >> 32n);
  const integer = narrow("f32", wordOf(p)); // ((p >> 8) · 256) + (p & 255) with one rounding is p rounded
  const r = mul(integer, powerWord(-31 - z));
  return { quadrant: quadrant + (isBeyondHalf ? 1 : 0), r: isBeyondHalf ? (r ^ 0x80000000) >>> 0 : r };
}

/** Step 5. */
export function sineOfReduced({ quadrant, r }: Reduced, arithmetic: Arithmetic): Word {
  const { add, sub, mul, multiplyAdd, negate } = arithmetic;
  const z = mul(r, r);
  const q = ((quadrant % 4) + 4) % 4;
  const y =
    q % 2 === 0
      ? multiplyAdd(mul(horner(s.polynomial, z, arithmetic), z), r, r)
      : add(sub(mul(mul(horner(c.polynomial, z, arithmetic), z), z), mul(half, z)), one);
  return q > 1 ? negate(y) : y;
}
