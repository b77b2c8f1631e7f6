import type { Code, Format } from "../format/format.ts";

/** The fields of a code in binary digits; a field that the format does not have is empty. */
export interface CodeFields {
  readonly sign: string;
  readonly biasedExponent: string;
  readonly trailingSignificand: string;
}

export function codeFields(format: Format<Code>, code: Code): CodeFields {
  const bits = code.toString(2).padStart(format.bits, "0");
  const exponentAt = format.isSigned ? 1 : 0;
  const significandAt = exponentAt + format.exponentBits;
  return {
    sign: bits.slice(0, exponentAt),
    biasedExponent: bits.slice(exponentAt, significandAt),
    trailingSignificand: bits.slice(significandAt),
  };
}
