/**
 * Sine and cosine of any binary32 value, reduced with π to 1200 bits in integers; only the last step, on an argument
 * below π/4, is `Math.sin` or `Math.cos`. The reference where a reduction in floating point would have to be trusted.
 */
export const fractionBits = 1200n;
const one = 1n << fractionBits;

/** arctan(1 ÷ n) in units of 2^-1200. */
function arctanOfInverse(n: bigint): bigint {
  let power = one / n;
  let sum = power;
  for (let k = 3n, sign = -1n; power !== 0n; k += 2n, sign = -sign) {
    power /= n * n;
    sum += (sign * power) / k;
  }
  return sum;
}

/** π/2 in units of 2^-1200: 8·arctan(1/5) − 2·arctan(1/239), by Machin. */
export const halfPi: bigint = 8n * arctanOfInverse(5n) - 2n * arctanOfInverse(239n);

/** A finite value times 2^1200, an integer for what is a multiple of 2^-1074. */
function scaled(x: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Math.abs(x));
  const bits = view.getBigUint64(0);
  const biased = bits >> 52n;
  const significand = biased === 0n ? bits : (bits & ((1n << 52n) - 1n)) | (1n << 52n);
  return significand << ((biased === 0n ? 1n : biased) - 1075n + fractionBits);
}

/** sin(x + quarterTurns·π/2) of a finite x ≥ 0. */
export function exactSine(x: number, quarterTurns: 0 | 1): number {
  const value = scaled(x);
  const n = (2n * value + halfPi) / (2n * halfPi);
  // a binary32 value other than 0 is further than 2^-32 from a multiple of π/2: 160 bits leave a double its 53
  const r = Number((value - n * halfPi) >> (fractionBits - 160n)) / 2 ** 160;
  const quadrant = Number((n + BigInt(quarterTurns)) % 4n);
  const y = quadrant % 2 === 0 ? Math.sin(r) : Math.cos(r);
  return quadrant > 1 ? -y : y;
}
