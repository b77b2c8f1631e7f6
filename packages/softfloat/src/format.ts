/**
 * A binary interchange-style floating-point format as data: sign, biased exponent and trailing significand in one code.
 *
 * A code is an unsigned integer of `bits` bits held in a `number`. Every field below is a number, so code that needs a
 * shift, a mask or a limit derives it from here.
 *
 * @see IEEE 754-2019 §3.3 (sets of floating-point data), §3.4 (encodings).
 */
export interface Format {
  readonly name: string;
  /** Width of a code. */
  readonly bits: number;
  /** Width of the biased exponent. */
  readonly exponentBits: number;
  /** Digits of the significand, the implicit one included. */
  readonly precision: number;
  /** Biased exponent − exponent, for normal numbers. */
  readonly bias: number;
  /** Least exponent of a normal number. */
  readonly emin: number;
  /** Greatest exponent of a finite number. */
  readonly emax: number;
  /** Code of −0, which is the sign bit. */
  readonly signBit: number;
  /** Code of the largest finite number. */
  readonly maxFinite: number;
  /** Code of +∞. */
  readonly infinity: number;
  /** Code of the quiet NaN that operations return. */
  readonly canonicalNaN: number;
}
