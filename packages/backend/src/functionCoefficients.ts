/**
 * The elementary functions of the exact tier, as data: every constant is the word of a binary32 value. The comment
 * above each entry is the whole algorithm, so that the code of every backend can be generated from this file.
 *
 * Notation: each parenthesis of a formula is one binary32 operation, rounded to nearest even with subnormals kept;
 * a product and the sum that takes it are two operations, never a fused one. `|x|`, `floor`, a change of sign, a
 * comparison, and whatever is said to act on words are exact. `P(r)` is Horner's rule over `polynomial`, highest
 * degree first: `p = c[0]`, then `p = ((p · r) + c[i])` for i = 1, 2, ….
 *
 * sigmoid and rsqrt need no constants:
 *
 * - `sigmoid(x) = x ≥ 0 ? (1 ÷ (1 + exp(−x))) : (exp(x) ÷ (1 + exp(x)))`, with `exp` as below;
 * - `rsqrt(x) = (1 ÷ (√x))`.
 *
 * Largest error over all 2^32 inputs, in ulps of the exact result (of 2^-149 where it is subnormal), rounded up:
 *
 * | function | bound | measured | at the word |
 * |----------|-------|----------|-------------|
 * | exp      | 1     | 0.9904   | 428cce63    |
 * | log      | 1     | 0.8291   | 3f3331ae    |
 * | tanh     | 2     | 1.3304   | 3f20d8e5    |
 * | sigmoid  | 3     | 2.4019   | c085088d    |
 * | rsqrt    | 2     | 1.4904   | 0080cab3    |
 *
 * The last three were measured on this code, exp and log on a prototype that agreed with it on all 70 million words
 * compared; `npx vitest run --config vitest.slow.config.ts` measures all five.
 * The polynomials and the two-part ln 2 are those of the single-precision Cephes library.
 *
 * @see S. L. Moshier, Cephes Math Library 2.2 (1992), expf.c, logf.c, tanhf.c (public domain, netlib.org/cephes).
 */
export const functionCoefficients = {
  /**
   * `e^x`, in this order:
   *
   * 1. NaN gives NaN; `x > overflowAbove` gives +∞; `x < underflowBelow` gives +0.
   * 2. `n = floor(((x · log2e) + ½))`, an integer in [−150, 128].
   * 3. `r = ((x − (n · ln2High)) − (n · ln2Low))`; the first product and the first difference are exact.
   * 4. `y = (((P(r) · (r · r)) + r) + 1)`, which is e^r.
   * 5. `h = floor(n / 2)`; the result is `((y · 2^h) · 2^(n − h))`, both powers built as the word `(exponent + 127) << 23`.
   *    The first product is exact, so that a subnormal result is rounded once and overflow comes by itself.
   */
  exp: {
    /** 89; e^x overflows from 88.72284 on. */
    overflowAbove: 0x42b20000,
    /** −104; e^x is below half of the least subnormal from −103.97208 on. */
    underflowBelow: 0xc2d00000,
    log2e: 0x3fb8aa3b,
    /** 0.693359375, nine bits. */
    ln2High: 0x3f318000,
    /** ln 2 − 0.693359375. */
    ln2Low: 0xb95e8083,
    /** Degree 5, for (e^r − 1 − r) / r². */
    polynomial: [0x39506967, 0x3ab743ce, 0x3c088908, 0x3d2aa9c1, 0x3e2aaaaa, 0x3f000000],
  },

  /**
   * Natural logarithm, in this order:
   *
   * 1. NaN and `x < 0` give NaN; ±0 gives −∞; +∞ gives +∞.
   * 2. `x < leastNormal` (a subnormal): `x = (x · upscale)`, exact, and `k = −25`; else `k = 0`.
   * 3. On the word `i` of x: `e = (i − sqrtHalf) >> 23`, an arithmetic shift; `k = k + e`; m is the value of the word
   *    `i − (e << 23)`, so that x = m · 2^k with √½ ≤ m < √2.
   * 4. `g = (m − 1)`, exact; `z = (g · g)`.
   * 5. `y = ((((P(g) · g) · z) + (k · ln2Low)) − (½ · z))`.
   * 6. The result is `((g + y) + (k · ln2High))`.
   */
  log: {
    /** 2^-126. */
    leastNormal: 0x00800000,
    /** 2^25. */
    upscale: 0x4c000000,
    /** √½, the lower end of the reduced range. */
    sqrtHalf: 0x3f3504f3,
    /** 0.693359375, nine bits. */
    ln2High: 0x3f318000,
    /** ln 2 − 0.693359375. */
    ln2Low: 0xb95e8083,
    /** Degree 8, for (log(1 + g) − g + g²/2) / g³. */
    polynomial: [
      0x3d9021bb, 0xbdebd1b8, 0x3def251a, 0xbdfe5d4f, 0x3e11e9bf, 0xbe2aae50, 0x3e4cceac, 0xbe7ffffc, 0x3eaaaaaa,
    ],
  },

  /**
   * Hyperbolic tangent, in this order:
   *
   * 1. ±0 gives itself. `a = |x|`; the result of steps 2 and 3 takes the sign of x.
   * 2. `a < polynomialBelow`: `z = (a · a)`, and the result is `(((P(z) · z) · a) + a)`.
   * 3. Otherwise, NaN and ∞ included: `(1 − (2 ÷ (exp((a + a)) + 1)))`, with `exp` as above.
   */
  tanh: {
    /** 0.625. */
    polynomialBelow: 0x3f200000,
    /** Degree 4 in z = a², for (tanh a − a) / a³. */
    polynomial: [0xbbbaf0ea, 0x3ca9134e, 0xbd5c1e2d, 0x3e088393, 0xbeaaaa99],
  },
} as const;
