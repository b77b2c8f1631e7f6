import { type Rational, scaled } from "./rational.ts";

/** How the codes of a binary format are laid out, as its specification says it. */
export interface Layout {
  /** Width of the biased exponent. */
  readonly w: number;
  /** Width of the trailing significand. */
  readonly t: number;
  readonly bias: number;
  readonly isSigned: boolean;
  /** Which codes are NaN: IEEE 754's, the magnitude of all ones, the code that would be −0, or none. */
  readonly nans: "ieee" | "allOnes" | "minusZero" | "none";
  readonly hasInfinity: boolean;
  /** Without zero, codes with E = 0 are normal numbers. */
  readonly hasZero: boolean;
  readonly hasMinusZero: boolean;
  /** Without subnormals, codes with E = 0 are zeros. */
  readonly hasSubnormals: boolean;
  /** At precision 1: a tie goes to the even code (P3109), not to the larger magnitude (IEEE 754-2019 §4.3.1). */
  readonly tiesToEvenCode: boolean;
}

export type LayoutName =
  | "FP16"
  | "BF16"
  | "TF32"
  | "FP32"
  | "FP64"
  | "E5M2"
  | "E4M3"
  | "E3M4"
  | "E4M3FN"
  | "E5M2FNUZ"
  | "E4M3FNUZ"
  | "E4M3B11FNUZ"
  | "E3M2FN"
  | "E2M3FN"
  | "E2M1FN"
  | "E8M0FNU";

/** IEEE 754-2019 §3.4. */
function ieee(w: number, t: number): Layout {
  const bias = 2 ** (w - 1) - 1;
  const zeros = { hasZero: true, hasMinusZero: true, hasSubnormals: true } as const;
  return { w, t, bias, isSigned: true, nans: "ieee", hasInfinity: true, ...zeros, tiesToEvenCode: false };
}

/** OCP OFP8 1.0 Table 1, OCP MX 1.0 Tables 2 to 5 and §5.4.1, ml_dtypes for the others. */
export const layouts: Readonly<Record<LayoutName, Layout>> = {
  FP16: ieee(5, 10),
  BF16: ieee(8, 7),
  TF32: ieee(8, 10),
  FP32: ieee(8, 23),
  FP64: ieee(11, 52),
  E5M2: ieee(5, 2),
  E4M3: ieee(4, 3),
  E3M4: ieee(3, 4),
  E4M3FN: { ...ieee(4, 3), nans: "allOnes", hasInfinity: false },
  E5M2FNUZ: { ...ieee(5, 2), bias: 16, nans: "minusZero", hasInfinity: false, hasMinusZero: false },
  E4M3FNUZ: { ...ieee(4, 3), bias: 8, nans: "minusZero", hasInfinity: false, hasMinusZero: false },
  E4M3B11FNUZ: { ...ieee(4, 3), bias: 11, nans: "minusZero", hasInfinity: false, hasMinusZero: false },
  E3M2FN: { ...ieee(3, 2), nans: "none", hasInfinity: false },
  E2M3FN: { ...ieee(2, 3), nans: "none", hasInfinity: false },
  E2M1FN: { ...ieee(2, 1), nans: "none", hasInfinity: false },
  E8M0FNU: {
    ...ieee(8, 0),
    isSigned: false,
    nans: "allOnes",
    hasInfinity: false,
    hasZero: false,
    hasMinusZero: false,
    hasSubnormals: false,
  },
};

export const layoutNames = Object.keys(layouts) as LayoutName[];

export function bitsOf({ w, t, isSigned }: Layout): number {
  return w + t + (isSigned ? 1 : 0);
}

/** Weight of the sign, which is also the number of magnitudes. */
export function signBitOf({ w, t }: Layout): bigint {
  return 1n << BigInt(w + t);
}

/** Exponent of the least normal number. */
export function eminOf({ bias, hasZero }: Layout): number {
  return hasZero ? 1 - bias : -bias;
}

/** Code of +∞, if there is one: below the NaNs of IEEE 754, else the largest magnitude that is no NaN. */
export function infinityOf(layout: Layout): bigint | undefined {
  if (!layout.hasInfinity) return undefined;
  if (layout.nans === "ieee") return ((1n << BigInt(layout.w)) - 1n) << BigInt(layout.t);
  return largestThatIsNoNaN(layout);
}

export function maxFiniteOf(layout: Layout): bigint {
  const infinity = infinityOf(layout);
  return infinity === undefined ? largestThatIsNoNaN(layout) : infinity - 1n;
}

function largestThatIsNoNaN(layout: Layout): bigint {
  return signBitOf(layout) - (layout.nans === "allOnes" ? 2n : 1n);
}

/** Code of the positive quiet NaN without payload, if there is one. */
export function nanOf(layout: Layout): bigint | undefined {
  switch (layout.nans) {
    case "ieee":
      return infinityOf(layout)! + (1n << BigInt(layout.t - 1));
    case "allOnes":
      return signBitOf(layout) - 1n;
    case "minusZero":
      return signBitOf(layout);
    case "none":
      return undefined;
  }
}

/**
 * The value of a magnitude by the formulas of §3.4 c) and d). The magnitude above the largest finite number has the next
 * value that an unbounded exponent would give, as §4.3 and §7.4 use it.
 */
export function valueOfMagnitude({ t, bias, hasZero, hasSubnormals }: Layout, magnitude: bigint): Rational {
  const E = magnitude >> BigInt(t);
  const T = magnitude - (E << BigInt(t));
  if (E === 0n && hasZero) return scaled(hasSubnormals ? T : 0n, 1 - bias - t);
  const significand = (1n << BigInt(t)) + T;
  return scaled(significand, Number(E) - bias - t);
}

/** What a code is, read off its fields. */
export type Datum =
  | { readonly kind: "nan"; readonly isNegative: boolean; readonly isSignaling: boolean; readonly payload: Payload }
  | { readonly kind: "infinity"; readonly isNegative: boolean }
  | { readonly kind: "number"; readonly isNegative: boolean; readonly value: Rational };

/** A trailing significand and its width. */
export interface Payload {
  readonly T: bigint;
  readonly t: number;
}

/** Read a code; with `flushes`, a subnormal number is the zero of its sign. */
export function read(layout: Layout, code: number | bigint, flushes = false): Datum {
  const signBit = signBitOf(layout);
  const hasSign = BigInt(code) >= signBit;
  const magnitude = hasSign ? BigInt(code) - signBit : BigInt(code);
  const nan = readNaN(layout, hasSign, magnitude);
  if (nan !== undefined) return nan;
  if (magnitude === infinityOf(layout)) return { kind: "infinity", isNegative: hasSign };

  const isSubnormal = layout.hasZero && magnitude < 1n << BigInt(layout.t);
  const value = valueOfMagnitude(layout, flushes && isSubnormal ? 0n : magnitude);
  const isNegative = hasSign && (magnitude !== 0n || layout.hasMinusZero);
  return { kind: "number", isNegative, value: isNegative ? { ...value, numerator: -value.numerator } : value };
}

function readNaN(layout: Layout, isNegative: boolean, magnitude: bigint): Datum | undefined {
  const { t, nans } = layout;
  const plain = { kind: "nan", isSignaling: false, payload: { T: 0n, t: 0 } } as const;
  if (nans === "none") return undefined;
  if (nans === "minusZero") return isNegative && magnitude === 0n ? { ...plain, isNegative: false } : undefined;
  if (nans === "allOnes") return magnitude === nanOf(layout) ? { ...plain, isNegative } : undefined;
  const T = magnitude - infinityOf(layout)!;
  if (T <= 0n) return undefined;
  return { kind: "nan", isNegative, isSignaling: magnitude < nanOf(layout)!, payload: { T, t } };
}
