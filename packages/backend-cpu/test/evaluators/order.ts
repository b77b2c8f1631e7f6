import type { IeeeFormat } from "@binade/softfloat";

/**
 * The order of N3 on codes, by integers alone: sign and magnitude become one number, so that −0 comes just before +0.
 */
function place(format: IeeeFormat, code: number): number {
  return code >= format.signBit ? format.signBit - 1 - code : code;
}

export function isNaNCode(format: IeeeFormat, code: number): boolean {
  return code % format.signBit > format.infinity;
}

export function maximum(format: IeeeFormat, a: number, b: number): number {
  if (isNaNCode(format, a) || isNaNCode(format, b)) return format.canonicalNaN;
  return place(format, a) >= place(format, b) ? a : b;
}

export function minimum(format: IeeeFormat, a: number, b: number): number {
  if (isNaNCode(format, a) || isNaNCode(format, b)) return format.canonicalNaN;
  return place(format, a) <= place(format, b) ? a : b;
}

/** Index of the first NaN if any, else of the first maximum. */
export function argmax(format: IeeeFormat, codes: readonly number[]): number {
  const firstNaN = codes.findIndex((code) => isNaNCode(format, code));
  if (firstNaN >= 0) return firstNaN;
  const places = codes.map((code) => place(format, code));
  return places.indexOf(places.reduce((best, p) => Math.max(best, p), Number.NEGATIVE_INFINITY));
}
