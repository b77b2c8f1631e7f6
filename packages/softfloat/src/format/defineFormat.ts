import type { Code, FiniteFormat, Format, IeeeFormat, NanEncoding, NumberFormat } from "./format.ts";

/** What makes a format; everything else in a {@link Format} follows from it. */
export interface FormatDefinition {
  readonly name: string;
  /** Width of the biased exponent, 1 … 11. */
  readonly exponentBits: number;
  /** Width of the significand without its implicit digit, 0 … 52. */
  readonly significandBits: number;
  /** Default: `2^(exponentBits − 1) − 1`. */
  readonly bias?: number | undefined;
  /** Default: true. Without a sign, a nonzero negative number becomes NaN. */
  readonly signed?: boolean | undefined;
  /** Default: true where `nanEncoding` is `"ieee"`. Elsewhere they are the largest magnitudes that are no NaN. */
  readonly infinities?: boolean | undefined;
  /** Default: `"ieee"`. */
  readonly nanEncoding?: NanEncoding | undefined;
  /** Default: true for a signed format whose `nanEncoding` is not `"fnuz"`. */
  readonly negativeZero?: boolean | undefined;
  /** Default: true. */
  readonly subnormals?: boolean | undefined;
  /** Default: true, and needed with a sign. Without it (as in E8M0) there are no subnormals, and zero becomes NaN. */
  readonly zero?: boolean | undefined;
  /** Default: `"largerMagnitude"`, the rule of IEEE 754-2019 §4.3.1. Matters at `significandBits` 0 only. */
  readonly oneDigitTies?: "largerMagnitude" | "evenCode" | undefined;
}

/**
 * A format from its fields: any sign, exponent and significand width, bias, infinities, NaN encoding, negative zero and
 * subnormals. Codes are numbers up to 32 bits; a format of up to 64 bits is made by {@link defineWideFormat}.
 *
 * @throws RangeError when the fields contradict each other, or a finite value would be no binary64.
 * @see IEEE 754-2019 §3.4; research toolkits such as CPFloat and gfloat for the same parameters.
 * @example
 * import { decode, defineFormat } from "@binade/softfloat";
 *
 * const DLFLOAT = defineFormat({ name: "DLFLOAT", exponentBits: 6, significandBits: 9, nanEncoding: "fn" });
 * decode(DLFLOAT, DLFLOAT.maxFinite); // 8573157376
 */
export function defineFormat(definition: FormatDefinition & { nanEncoding?: "ieee" | undefined }): IeeeFormat;
export function defineFormat(definition: FormatDefinition & { nanEncoding: "none"; infinities?: false }): NumberFormat;
export function defineFormat(
  definition: FormatDefinition & { nanEncoding: "fn" | "fnuz"; infinities?: false },
): FiniteFormat;
export function defineFormat(definition: FormatDefinition): Format;
export function defineFormat(definition: FormatDefinition): Format {
  const format = layOut(definition);
  if (format.bits > 32) {
    throw new RangeError(`defineFormat: ${format.name} of at most 32 bits expected, got ${format.bits}`);
  }
  return mapCodes(format, Number);
}

/**
 * {@link defineFormat} for formats of up to 64 bits; codes are bigints.
 *
 * @throws RangeError as `defineFormat` does.
 * @see IEEE 754-2019 §3.4.
 * @example
 * import { decode, defineWideFormat } from "@binade/softfloat";
 *
 * const FP40 = defineWideFormat({ name: "FP40", exponentBits: 8, significandBits: 31 });
 * decode(FP40, 0x3f80000001n); // 1.0000000004656613
 */
export function defineWideFormat(
  definition: FormatDefinition & { nanEncoding?: "ieee" | undefined },
): IeeeFormat<bigint>;
export function defineWideFormat(definition: FormatDefinition): Format<bigint>;
export function defineWideFormat(definition: FormatDefinition): Format<bigint> {
  return layOut(definition);
}

function layOut(definition: FormatDefinition): Format<bigint> {
  const { name, exponentBits, significandBits, nanEncoding = "ieee", signed = true, zero = true } = definition;
  const { bias = (1 << (exponentBits - 1)) - 1, infinities = nanEncoding === "ieee" } = definition;
  check(definition, { nanEncoding, infinities });

  const magnitudeBits = exponentBits + significandBits;
  const allOnes = (1n << BigInt(magnitudeBits)) - 1n;
  const exponentOfOnes = allOnes - ((1n << BigInt(significandBits)) - 1n); // an exponent of ones, a significand of zeros
  const quietBit = significandBits === 0 ? 0n : 1n << BigInt(significandBits - 1);
  const signBit = 1n << BigInt(magnitudeBits);
  const largestNumber = nanEncoding === "fn" ? allOnes - 1n : allOnes;
  const infinity = !infinities ? null : nanEncoding === "ieee" ? exponentOfOnes : largestNumber;
  const maxFinite = infinity === null ? largestNumber : infinity - 1n;
  const canonicalNaN = { ieee: exponentOfOnes + quietBit, fn: allOnes, fnuz: signBit, none: null }[nanEncoding];
  const emin = zero ? 1 - bias : -bias;
  const format: Format<bigint> = {
    name,
    bits: magnitudeBits + (signed ? 1 : 0),
    exponentBits,
    precision: significandBits + 1,
    bias,
    emin,
    emax: Math.max(Number(maxFinite >> BigInt(significandBits)) - bias, emin),
    isSigned: signed,
    hasZero: zero,
    hasNegativeZero: definition.negativeZero ?? (signed && zero && nanEncoding !== "fnuz"),
    hasSubnormals: zero && (definition.subnormals ?? true),
    nanEncoding,
    oneDigitTies: definition.oneDigitTies ?? "largerMagnitude",
    signBit,
    maxFinite,
    infinity,
    canonicalNaN,
  };
  if (emin - significandBits < -1074 || format.emax > 1023) {
    const range = `2^${emin - significandBits} … 2^${format.emax}`;
    throw new RangeError(`defineFormat: ${name} with values that are binary64 numbers expected, got ${range}`);
  }
  return format;
}

function check(
  { name, exponentBits, significandBits, bias = 0, signed = true, negativeZero, zero = true }: FormatDefinition,
  { nanEncoding, infinities }: { readonly nanEncoding: NanEncoding; readonly infinities: boolean },
): void {
  const expect = (isMet: boolean, expected: string, got: unknown): void => {
    if (!isMet) throw new RangeError(`defineFormat: ${name} with ${expected} expected, got ${got}`);
  };
  const isWithin = (x: number, from: number, to: number): boolean => Number.isInteger(x) && x >= from && x <= to;
  expect(isWithin(exponentBits, 1, 11), "exponentBits 1 … 11", exponentBits);
  expect(isWithin(significandBits, 0, 52), "significandBits 0 … 52", significandBits);
  expect(Number.isInteger(bias), "an integer bias", bias);
  expect(["ieee", "fn", "fnuz", "none"].includes(nanEncoding), "nanEncoding ieee, fn, fnuz or none", nanEncoding);
  expect(nanEncoding !== "ieee" || significandBits > 0, "significandBits above 0 for IEEE NaNs", significandBits);
  expect(nanEncoding !== "ieee" || infinities, "infinities where nanEncoding is ieee", infinities);
  expect(nanEncoding !== "fnuz" || signed, "a sign where nanEncoding is fnuz", signed);
  expect(zero || !signed, "zero in a signed format", zero);
  expect(!negativeZero || (signed && zero && nanEncoding !== "fnuz"), "no negativeZero", negativeZero);
}

/** The same format with its codes in another representation. */
function mapCodes<C extends Code>(format: Format<bigint>, map: (code: bigint) => C): Format<C> {
  const mapOrNull = (code: bigint | null): C | null => (code === null ? null : map(code));
  return {
    ...format,
    signBit: map(format.signBit),
    maxFinite: map(format.maxFinite),
    infinity: mapOrNull(format.infinity),
    canonicalNaN: mapOrNull(format.canonicalNaN),
  };
}
