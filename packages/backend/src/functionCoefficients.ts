/**
 * The elementary functions of the exact tier, as data: every constant is the word of a binary32 value, except
 * `twoOverPiBits` and `halfPiWord`, which are words as such. The comment above each entry is the whole algorithm, so that
 * the code of every backend can be generated from this file.
 *
 * Notation: each parenthesis of a formula is one binary32 operation, rounded to nearest even with subnormals kept;
 * a product and the sum that takes it are two operations, never a fused one. `|x|`, `floor`, a change of sign, a
 * comparison, and whatever is said to act on words are exact. `P(r)` is Horner's rule over `polynomial`, highest
 * degree first: `p = c[0]`, then `p = ((p · r) + c[i])` for i = 1, 2, ….
 *
 * sigmoid, rsqrt and silu need no constants:
 *
 * - `sigmoid(x) = x ≥ 0 ? (1 ÷ (1 + exp(−x))) : (exp(x) ÷ (1 + exp(x)))`, with `exp` as below;
 * - `rsqrt(x) = (1 ÷ (√x))`;
 * - `silu(x) = (x · sigmoid(x))`.
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
 * | sin      | 2     | 1.5611   | 70412908    |
 * | cos      | 2     | 1.5540   | 4e0b92db    |
 * | erf      | 2     | 1.2416   | 3f588067    |
 * | expm1    | 2     | 1.3902   | 4187e19b    |
 * | log1p    | 2     | 0.8383   | 3ed3fd53    |
 *
 * silu, gelu and geluTanh have an absolute bound, in units of 2^-24·|x| + 2^-149:
 *
 * | function | bound | measured | at the word |
 * |----------|-------|----------|-------------|
 * | silu     | 3     | 2.4298   | 4082c94d    |
 * | gelu     | 2     | 1.8694   | 3f9515b7    |
 * | geluTanh | 2     | 1.9761   | 3f9aa330    |
 *
 * tanh, sigmoid and rsqrt were measured on this code, the others on prototypes that agree with it on all 70 million words
 * compared; the second table on all words of 1/8 ≤ |x| ≤ 32 and on every eighth of the others.
 * `npx vitest run --config vitest.slow.config.ts` measures all of them on all words. pow is bounded in its test.
 *
 * exp, log, tanh and the two-part ln 2 are those of the single-precision Cephes library; the other polynomials are
 * minimax ones, found by Remez's exchange, their coefficients rounded one by one.
 *
 * @see S. L. Moshier, Cephes Math Library 2.2 (1992), expf.c, logf.c, tanhf.c (public domain, netlib.org/cephes).
 * @see M. H. Payne, R. N. Hanek, "Radian reduction for trigonometric functions", SIGNUM Newsletter 18 (1983).
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
   *
   * `log1p(x)`, which is log(1 + x), with the same constants, in this order:
   *
   * 1. NaN and `x < −1` give NaN; −1 gives −∞; ±0 and +∞ give themselves.
   * 2. `u = (1 + x)`. On the word `i` of u: `k = (i − sqrtHalf) >> 23`, an arithmetic shift.
   * 3. `k = 0`: `g = x` and `c = 0`. Otherwise m is the value of the word `i − (k << 23)`, `g = (m − 1)`, exact, and
   *    `c = ((x < 1 ? (x − (u − 1)) : (1 − (u − x))) ÷ u)`, whose numerator is what u lost, exactly.
   * 4. `z = (g · g)`; `y = ((((P(g) · g) · z) + ((k · ln2Low) + c)) − (½ · z))`.
   * 5. The result is `((g + y) + (k · ln2High))`.
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

  /**
   * Sine, in this order:
   *
   * 1. NaN and ±∞ give NaN; ±0 gives itself. `a = |x|`; the result of the other steps takes the sign of x.
   * 2. `a < payneHanekFrom`: `n = floor(((a · twoOverPi) + ½))`, the quadrant is `q = n mod 4`, and
   *    `r = (((a − (n · halfPiHigh)) − (n · halfPiMiddle)) − (n · halfPiLow))`; the first two products and the first
   *    difference are exact. Go on with step 5.
   * 3. Otherwise, in words: `i` is the word of a, `m = (i & 007fffff) | 00800000`, `s = (i >> 23) − 120`. Bit 0 of
   *    `twoOverPiBits` is the highest of its first word; t0, t1, t2 are the words of its bits s …, s + 32 …, s + 64 ….
   *    The 64-bit word `A·2^32 + B = (m·t0·2^32 + m·t1 + floor(m·t2 ÷ 2^32)) mod 2^64` is a ÷ (π/2) mod 4 in units of
   *    2^-62: `q = A >> 30`, and `f`, the 64-bit word of the other 62 bits, shifted left by 2.
   * 4. The fraction f·2^-64 of a quarter turn, in words: if `f ≥ 2^63`, then `q = q + 1`, `f = 2^64 − f`, and r gets the
   *    sign −. `z` is the number of leading zeros of the upper word of f, `g` the 32 bits that follow the first z of f,
   *    `p = floor(g · halfPiWord ÷ 2^32)`, and `r = ((((p >> 8) · 256) + (p & 255)) · 2^(−31 − z))`, where only the sum
   *    rounds. For a ≥ payneHanekFrom z is at most 29.
   * 5. `z = (r · r)`. `q` even: `y = (((P(z) · z) · r) + r)`; q odd: y is that of the cosine below. The result is y, for
   *    q mod 4 > 1 with the other sign.
   */
  sin: {
    /** 200; below it n < 2^7 and the products of step 2 are exact. */
    payneHanekFrom: 0x43480000,
    twoOverPi: 0x3f22f983,
    /** 1.57080078125, twelve bits. */
    halfPiHigh: 0x3fc91000,
    /** π/2 − halfPiHigh, seventeen bits. */
    halfPiMiddle: 0xb6957780,
    /** π/2 − halfPiHigh − halfPiMiddle. */
    halfPiLow: 0x2c34611a,
    /** A zero word, then the first 224 bits of 2/π after the point. */
    twoOverPiBits: [0x00000000, 0xa2f9836e, 0x4e441529, 0xfc2757d1, 0xf534ddc0, 0xdb629599, 0x3c439041, 0xfe5163ab],
    /** π/2 · 2^31, an integer. */
    halfPiWord: 0xc90fdaa2,
    /** Degree 2 in z = r², for (sin r − r) / r³. */
    polynomial: [0xb94ca9ff, 0x3c0883bc, 0xbe2aaaa3],
  },

  /**
   * Cosine: the steps 2 to 5 of the sine on `a = |x|`, with `q + 1` for q, and no sign taken from x; NaN and ±∞ give
   * NaN. In step 5, with q odd, `y = ((((P(z) · z) · z) − (½ · z)) + 1)`.
   */
  cos: {
    /** Degree 2 in z = r², for (cos r − 1 + r²/2) / r⁴. */
    polynomial: [0x37ccf406, 0xbab60614, 0x3d2aaaa5],
  },

  /**
   * Error function, in this order:
   *
   * 1. NaN gives NaN; ±0 gives itself. `a = |x|`; the result of the other steps takes the sign of x.
   * 2. `a < exponentialFrom`: `z = (a · a)`, and the result is `((P(z) · a) + a)`.
   * 3. `a < oneFrom`: `(1 − exp((Q(a) · a)))`, with `exp` as above and `Q` over `exponentPolynomial`.
   * 4. Otherwise 1.
   */
  erf: {
    /** 0.84375. */
    exponentialFrom: 0x3f580000,
    /** 4; 1 − erf(a) is below half of an ulp from 3.9192059 on. */
    oneFrom: 0x40800000,
    /** Degree 5 in z = a², for erf(a) / a − 1. */
    polynomial: [0xba271da8, 0x3ba5de24, 0xbcdb9fac, 0x3de712f4, 0xbec09394, 0x3e0375d4],
    /** Degree 5, for log(1 − erf(a)) / a. */
    exponentPolynomial: [0x39624b29, 0xbb53ac48, 0x3cbbe719, 0xbdd7b9dc, 0xbf22bad7, 0xbf9073af],
  },

  /**
   * `e^x − 1`, in this order:
   *
   * 1. NaN gives NaN; ±0 gives itself; `x ≥ exponentialFrom` gives `exp(x)`; `x < minusOneBelow` gives −1.
   * 2. `|x| < ½`: `n = 0`; else `n = floor(((x · log2e) + ½))`, an integer in [−26, 27]; log2e and ln 2 are those of exp.
   * 3. `r = ((x − (n · ln2High)) − (n · ln2Low))`.
   * 4. `y = ((P(r) · (r · r)) + r)`, which is e^r − 1.
   * 5. The result is `(((1 − 2^−n) + y) · 2^n)`, with the powers built as words; the product is exact.
   */
  expm1: {
    /** 19; from here on 1 is less than a tenth of an ulp. */
    exponentialFrom: 0x41980000,
    /** −18; e^x is below half of an ulp of −1 from −17.32868 on. */
    minusOneBelow: 0xc1900000,
    /** Degree 5, for (e^r − 1 − r) / r² on |r| ≤ ½. */
    polynomial: [0x3957a319, 0x3ab7a4d5, 0x3c087fb7, 0x3d2aa8dc, 0x3e2aaab4, 0x3f000001],
  },

  /** `((x · ½) · (1 + erf((x · sqrtHalf))))`. */
  gelu: {
    sqrtHalf: 0x3f3504f3,
  },

  /** `((x · ½) · (1 + tanh((sqrtTwoOverPi · (x + (cubic · ((x · x) · x)))))))`. */
  geluTanh: {
    sqrtTwoOverPi: 0x3f4c422a,
    /** 0.044715. */
    cubic: 0x3d372713,
  },

  /**
   * `x^y`, in this order; whether y is an integer or odd is asked of its value, and ±∞ are even integers:
   *
   * 1. `y = 0` or `x = 1` gives 1, whatever the other is; otherwise NaN gives NaN.
   * 2. y an integer with `|y| < ladderBelow`: `p = 1`, `b = x`; for each bit of |y|, the lowest first: if it is set,
   *    `p = (p · b)`; then `b = (b · b)`. The result is p, for `y < 0` `(1 ÷ p)`.
   * 3. Otherwise, with `a = |x|`: a negative x other than −∞ and a y that is no integer give NaN; `a = 1` gives 1;
   *    `y = ½` gives `(√a)`; else `exp((y · log(a)))`, with `exp` and `log` as above.
   * 4. The result of step 3 takes the sign of x if y is odd.
   */
  pow: {
    /** 128: seven bits. */
    ladderBelow: 0x43000000,
  },
} as const;
