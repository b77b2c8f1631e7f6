import { type Rational, scaled } from "./rational.ts";

/** The two widths of IEEE 754-2019 §3.4 that make a binary format. */
export interface Layout {
  /** Width of the biased exponent. */
  readonly w: number;
  /** Width of the trailing significand. */
  readonly t: number;
}

export const layouts: Record<"FP16" | "BF16" | "TF32" | "FP32", Layout> = {
  FP16: { w: 5, t: 10 },
  BF16: { w: 8, t: 7 },
  TF32: { w: 8, t: 10 },
  FP32: { w: 8, t: 23 },
};

/** Code of +∞, which is also the number of non-negative finite codes. */
export function infinityOf({ w, t }: Layout): number {
  return (2 ** w - 1) * 2 ** t;
}

export function signBitOf({ w, t }: Layout): number {
  return 2 ** (w + t);
}

/**
 * The value of a non-negative code by the formulas of §3.4 c) and d). For +∞ it is `2^(emax + 1)`, the next value that an
 * unbounded exponent would have, as §4.3 and §7.4 use it.
 */
export function valueOfMagnitude({ w, t }: Layout, code: number): Rational {
  const bias = 2 ** (w - 1) - 1;
  const E = Math.floor(code / 2 ** t);
  const T = BigInt(code % 2 ** t);
  return E === 0 ? scaled(T, 1 - bias - t) : scaled(2n ** BigInt(t) + T, E - bias - t);
}

/** What a code is, read off its fields. */
export type Datum =
  | { readonly kind: "nan"; readonly isSignaling: boolean }
  | { readonly kind: "infinity"; readonly isNegative: boolean }
  | { readonly kind: "number"; readonly isNegative: boolean; readonly value: Rational };

export function read(layout: Layout, code: number): Datum {
  const isNegative = Math.floor(code / signBitOf(layout)) === 1;
  const magnitude = code % signBitOf(layout);
  const infinity = infinityOf(layout);
  if (magnitude > infinity) return { kind: "nan", isSignaling: magnitude < infinity + 2 ** (layout.t - 1) };
  if (magnitude === infinity) return { kind: "infinity", isNegative };
  const value = valueOfMagnitude(layout, magnitude);
  return { kind: "number", isNegative, value: isNegative ? { ...value, numerator: -value.numerator } : value };
}
