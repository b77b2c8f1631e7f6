import { functionCoefficients } from "@binade/backend";
import { f32FromBits } from "./f32FromBits.ts";
import { multiplyHigh } from "./multiplyHigh.ts";
import { sineOfFraction } from "./sineOfFraction.ts";
import { sineOfReduced } from "./sineOfReduced.ts";

const { twoOverPiBits, ...constants } = functionCoefficients.sin;
const payneHanekFrom = f32FromBits(constants.payneHanekFrom);
const twoOverPi = f32FromBits(constants.twoOverPi);
const halfPiHigh = f32FromBits(constants.halfPiHigh);
const halfPiMiddle = f32FromBits(constants.halfPiMiddle);
const halfPiLow = f32FromBits(constants.halfPiLow);
const table = Uint32Array.from(twoOverPiBits);

const float = new Float32Array(1); //             scratch
const word = new Uint32Array(float.buffer); //    scratch, the same four bytes

const f32 = Math.fround;

/** Sine of a + quarterTurns·π/2 for a ≥ +0: steps 2 to 5 of `functionCoefficients.sin`. NaN and ∞ give NaN. */
export function sine(a: number, quarterTurns: 0 | 1): number {
  if (!(a < Number.POSITIVE_INFINITY)) return Number.NaN;
  if (!(a < payneHanekFrom)) return sineOfLarge(a, quarterTurns);

  const n = Math.floor(f32(f32(a * twoOverPi) + 0.5));
  const r = f32(f32(f32(a - f32(n * halfPiHigh)) - f32(n * halfPiMiddle)) - f32(n * halfPiLow));
  return sineOfReduced(n + quarterTurns, r);
}

/** Payne and Hanek's reduction: the product of the significand and those 96 bits of 2/π that matter modulo 4. */
function sineOfLarge(a: number, quarterTurns: 0 | 1): number {
  float[0] = a;
  const bits = word[0] as number;
  const significand = (bits & 0x007fffff) | 0x00800000;
  const start = (bits >>> 23) - 120;

  const high = Math.imul(significand, bitsOfTwoOverPi(start));
  const middleBits = bitsOfTwoOverPi(start + 32);
  const middle = Math.imul(significand, middleBits) >>> 0;
  const low = multiplyHigh(significand, bitsOfTwoOverPi(start + 64));

  const lower = (middle + low) >>> 0;
  const upper = high + multiplyHigh(significand, middleBits) + (lower < middle ? 1 : 0);
  return sineOfFraction(quarterTurns + (upper >>> 30), (upper << 2) | (lower >>> 30), lower << 2);
}

/** 32 bits of the table from the given one on; two shifts, since one by 32 is none. */
function bitsOfTwoOverPi(start: number): number {
  const i = start >>> 5;
  const offset = start & 31;
  return ((table[i] as number) << offset) | (((table[i + 1] as number) >>> 1) >>> (31 - offset));
}
