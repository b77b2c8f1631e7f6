/** An encoded value: an unsigned integer, a `number` up to 32 bits wide and a `bigint` for 64. */
export type Code = number | bigint;

/**
 * Which codes are NaNs. `"ieee"`: a biased exponent of all ones with a trailing significand other than zero. `"fn"`: the
 * magnitude of all ones, with either sign. `"fnuz"`: the code that would be −0, and no other. `"none"`: no code.
 */
export type NanEncoding = "ieee" | "fn" | "fnuz" | "none";

/**
 * A binary floating-point format as data: sign, biased exponent and trailing significand in one code.
 *
 * Every width and limit is a field, so that code which needs a shift, a mask or a bound derives it from here.
 *
 * @see IEEE 754-2019 §3.3 (sets of floating-point data), §3.4 (encodings).
 */
export interface Format<C extends Code = number> {
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
  /** Exponent of the largest finite number. */
  readonly emax: number;
  readonly isSigned: boolean;
  /** Whether code 0 is zero; otherwise a biased exponent of zero is that of a normal number. */
  readonly hasZero: boolean;
  readonly hasNegativeZero: boolean;
  /** Without subnormals, a code whose biased exponent is zero stands for zero. */
  readonly hasSubnormals: boolean;
  readonly nanEncoding: NanEncoding;
  /** What a tie becomes where a digit cannot be even, at precision 1: the larger magnitude, or the even code. */
  readonly oneDigitTies: "largerMagnitude" | "evenCode";
  /** Weight of the sign in a code, which is the number of magnitudes. */
  readonly signBit: C;
  /** Code of the largest finite number. */
  readonly maxFinite: C;
  /** Code of +∞, or `null` where there is none. */
  readonly infinity: C | null;
  /** Code of the quiet NaN that operations return, or `null` where there is none. */
  readonly canonicalNaN: C | null;
}

/** A format that has infinities and NaNs, as those of IEEE 754 do. */
export interface IeeeFormat<C extends Code = number> extends Format<C> {
  readonly infinity: C;
  readonly canonicalNaN: C;
}

/** A format that has NaNs and no infinity. */
export interface FiniteFormat<C extends Code = number> extends Format<C> {
  readonly infinity: null;
  readonly canonicalNaN: C;
}

/** A format whose every code is a finite number. */
export interface NumberFormat<C extends Code = number> extends Format<C> {
  readonly infinity: null;
  readonly canonicalNaN: null;
}
