import { functionCoefficients } from "@binade/backend";
import { multiplyHigh } from "./multiplyHigh.ts";
import { sineOfReduced } from "./sineOfReduced.ts";

const { halfPiWord } = functionCoefficients.sin;

const power = new Float32Array(1); //             scratch
const word = new Int32Array(power.buffer); //     scratch, the same four bytes

const f32 = Math.fround;

/**
 * Sine of (quarterTurns + f)·π/2, where f in [0, 1) is a fraction of 64 bits in two words: step 4 of
 * `functionCoefficients.sin`. A fraction other than 0 must differ from 0 and from 1 by 2^-32 or more.
 */
export function sineOfFraction(quarterTurns: number, high: number, low: number): number {
  // the nearer quarter turn, so that |r| ≤ π/4
  const isNegative = high >>> 31 !== 0;
  const quadrant = isNegative ? quarterTurns + 1 : quarterTurns;
  const upper = isNegative ? ~high + (low === 0 ? 1 : 0) : high;
  const lower = isNegative ? -low : low;

  const leadingZeros = Math.clz32(upper);
  const leading = (upper << leadingZeros) | ((lower >>> 1) >>> (31 - leadingZeros));
  const product = multiplyHigh(leading, halfPiWord);
  word[0] = (127 - 31 - leadingZeros) << 23;
  const r = f32(f32((product >>> 8) * 256 + (product & 255)) * (power[0] as number));
  return sineOfReduced(quadrant, isNegative ? -r : r);
}
