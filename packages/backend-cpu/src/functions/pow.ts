import { functionCoefficients } from "@binade/backend";
import { exp } from "./exp.ts";
import { f32FromBits } from "./f32FromBits.ts";
import { log } from "./log.ts";

const ladderBelow = f32FromBits(functionCoefficients.pow.ladderBelow);

const f32 = Math.fround;

/**
 * `x^y` of binary32 values, in binary32 operations in the order that `functionCoefficients.pow` prescribes: by
 * multiplications for an integer |y| < 128, √ for ½, else exp(y·log x).
 * Zeros, infinities and NaN as in IEEE 754: pow(x, ±0) = 1 and pow(1, y) = 1 even for NaN, pow(−1, ±∞) = 1; a negative
 * finite x and a y that is no integer give NaN.
 * Accuracy, of a normal result r: |y|·2^-24·|r| for an integer |y| < 128 where |x|^|y| is normal too, ½ ulp for y = ½,
 * else (3·|y·ln x| + 2)·2^-24·|r|.
 *
 * @see IEEE 754-2019 §9.2.1, pow.
 */
export function pow(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const isInteger = Math.floor(y) === y;
  if (isInteger && Math.abs(y) < ladderBelow) {
    const product = ladder(x, Math.abs(y));
    return y < 0 ? f32(1 / product) : product;
  }
  if (!isInteger && x < 0 && x > Number.NEGATIVE_INFINITY) return Number.NaN;

  const magnitude = powerOfMagnitude(Math.abs(x), y);
  const isOdd = isInteger && Math.floor(y * 0.5) !== y * 0.5;
  return isOdd && (x < 0 || Object.is(x, -0)) ? -magnitude : magnitude;
}

/** x^n by squaring, the lowest bit of n first. */
function ladder(x: number, n: number): number {
  let product = 1;
  let base = x;
  for (let rest = n; rest > 0; rest >>= 1) {
    if ((rest & 1) === 1) product = f32(product * base);
    base = f32(base * base);
  }
  return product;
}

function powerOfMagnitude(a: number, y: number): number {
  if (a === 1) return 1; // also to an infinite power
  if (y === 0.5) return f32(Math.sqrt(a));
  return exp(f32(y * log(a)));
}
