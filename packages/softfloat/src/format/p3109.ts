import { defineFormat } from "./defineFormat.ts";
import type { FiniteFormat, IeeeFormat } from "./format.ts";

/** What names a format of IEEE P3109. */
export interface P3109Parameters {
  /** Width K of a code, 3 or more. */
  readonly width: number;
  /** Digits P of the significand, the implicit one included: 1 … K − 1, or K without a sign. */
  readonly precision: number;
  /** Default: true. */
  readonly signed?: boolean | undefined;
  /** Whether the largest magnitudes are infinities (“extended”), or finite as all others. Default: true. */
  readonly extended?: boolean | undefined;
}

/**
 * A format of IEEE P3109: one zero, one NaN, and a bias of `2^(K − P − 1)`, or `2^(K − P)` without a sign.
 *
 * NaN is the code that would be −0, or all ones without a sign; the infinities, if there are any, are the codes beside the
 * largest finite numbers. At precision 1 a tie goes to the even code. The name is that of the report, `binary8p3se`.
 *
 * @throws RangeError when width and precision do not go together, or a finite value would be no binary64.
 * @see IEEE P3109 working group, “Interim Report on Binary Floating-point Formats for Machine Learning”.
 * @example
 * import { decode, encode, p3109 } from "@binade/softfloat";
 *
 * const binary8p3se = p3109({ width: 8, precision: 3 });
 * decode(binary8p3se, binary8p3se.maxFinite); // 49152
 * encode(binary8p3se, NaN); // 0x80
 */
export function p3109(parameters: P3109Parameters & { extended?: true | undefined }): IeeeFormat;
export function p3109(parameters: P3109Parameters & { extended: false }): FiniteFormat;
export function p3109(parameters: P3109Parameters): IeeeFormat | FiniteFormat;
export function p3109({
  width,
  precision,
  signed = true,
  extended = true,
}: P3109Parameters): IeeeFormat | FiniteFormat {
  const exponentBits = width - precision + (signed ? 0 : 1);
  if (!Number.isInteger(width) || !Number.isInteger(precision) || width < 3 || precision < 1 || exponentBits < 1) {
    const range = `width 3 or more and precision 1 … width${signed ? " − 1" : ""}`;
    throw new RangeError(`p3109: ${range} expected, got width ${width} and precision ${precision}`);
  }
  return defineFormat({
    name: `binary${width}p${precision}${signed ? "s" : "u"}${extended ? "e" : "f"}`,
    exponentBits,
    significandBits: precision - 1,
    bias: 1 << (exponentBits - 1),
    signed,
    nanEncoding: signed ? "fnuz" : "fn",
    infinities: extended,
    oneDigitTies: "evenCode",
  }) as IeeeFormat | FiniteFormat;
}
