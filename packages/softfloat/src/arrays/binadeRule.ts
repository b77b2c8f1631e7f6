import { encode } from "../conversion/encode.ts";
import type { Format } from "../format/format.ts";
import type { BinadeRule } from "../kernels/encodeByBinadeInto.ts";
import type { RoundingMode, RoundingOptions } from "../rounding/roundingOptions.ts";

/** Digits of the upper word of a source number, besides its sign. */
interface SourceLayout {
  readonly exponentBits: number;
  readonly trailingBits: number;
}

const sourceLayouts: Record<"float32" | "float64", SourceLayout> = {
  float32: { exponentBits: 8, trailingBits: 23 },
  float64: { exponentBits: 11, trailingBits: 20 },
};

/** What rounds a magnitude by cutting `shift` digits off after an addition; ties to even add the last digit besides. */
type Increment = (shift: number, isNegative: boolean) => number;

const increments: Partial<Record<RoundingMode, Increment>> = {
  roundTiesToEven: (shift) => (1 << (shift - 1)) - 1,
  roundTiesToAway: (shift) => 1 << (shift - 1),
  roundTowardZero: () => 0,
  roundTowardPositive: (shift, isNegative) => (isNegative ? 0 : (1 << shift) - 1),
  roundTowardNegative: (shift, isNegative) => (isNegative ? (1 << shift) - 1 : 0),
};

/** The rule for loops over binary32 or binary64 numbers; `undefined` where they cannot encode to the format. */
export function createBinadeRule(
  format: Format,
  options: RoundingOptions,
  source: keyof typeof sourceLayouts,
): BinadeRule | undefined {
  const { rounding = "roundTiesToEven" } = options;
  const { precision, bits, emin, isSigned, hasZero, hasSubnormals, signBit } = format;
  const layout = sourceLayouts[source];
  const increment = increments[rounding];
  const isRegular = isSigned && hasZero && hasSubnormals && precision >= 2 && bits <= 16;
  if (increment === undefined || !isRegular || emin < 2 - (1 << (layout.exponentBits - 1))) return undefined;

  const isTieToEven = rounding === "roundTiesToEven";
  const { POSITIVE_INFINITY: infinity, MAX_VALUE: large } = Number;
  return {
    ...createTables(format, increment, isTieToEven, layout),
    tieDigit: isTieToEven ? 1 : 0,
    maxFinite: format.maxFinite,
    signBit,
    absentZero: format.hasNegativeZero ? -1 : signBit,
    overflow: [encode(format, large, options), encode(format, -large, options)],
    infinite: [encode(format, infinity, options), encode(format, -infinity, options)],
    nan: encode(format, Number.NaN, options),
  };
}

function createTables(
  { precision, emin, emax, signBit }: Format,
  increment: Increment,
  isTieToEven: boolean,
  { exponentBits, trailingBits }: SourceLayout,
): Pick<BinadeRule, "starts" | "addends"> {
  const leastNormal = (1 << (exponentBits - 1)) - 1 + emin; // 2^emin, as a biased exponent of the source
  const dropped = trailingBits - (precision - 1);
  const shiftToNothing = trailingBits + 4;
  const starts = new Int32Array(2 << exponentBits);
  const addends = new Int32Array(starts.length);
  for (let upper = 0; upper < starts.length; upper++) {
    const biasedExponent = upper & ((1 << exponentBits) - 1);
    const binade = biasedExponent - leastNormal; // 0: that of 2^emin
    if (binade > emax - emin) {
      starts[upper] = (signBit << 16) | 31; // more than the largest finite number, whatever the digits
      continue;
    }
    const missing = Math.max(leastNormal - Math.max(biasedExponent, 1), 0);
    const shift = Math.min(dropped + missing, shiftToNothing);
    starts[upper] = (Math.max(binade, 0) << (precision - 1 + 16)) | shift;

    // The implicit digit is not among the trailing ones that a loop sees: here it is added, and where it is the last one kept.
    const implicit = biasedExponent === 0 ? 0 : (1 << trailingBits) + (isTieToEven && shift === trailingBits ? 1 : 0);
    addends[upper] = implicit + increment(shift, upper >>> exponentBits === 1);
  }
  return { starts, addends };
}
