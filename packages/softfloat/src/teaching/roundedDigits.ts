import type { Code, Format } from "../format/format.ts";
import { bitLength } from "../rounding/bitLength.ts";
import type { Expansion } from "./expansion.ts";

/** How many discarded digits are shown. */
const maxDiscarded = 64;

/** The digits of a magnitude, cut where the format's last digit is; 0 and 1 as characters. */
export interface RoundedDigits {
  /** `2^exponent` is the weight of the first kept digit. */
  readonly exponent: number;
  /** Digits that fit, leading zeros of a subnormal included. */
  readonly kept: string;
  /** Digits that do not fit, up to the last 1, or the first 64 of them. */
  readonly discarded: string;
  /** Whether nonzero digits follow after `discarded`. */
  readonly isDiscardedCut: boolean;
  /** Last kept digit. */
  readonly lsb: 0 | 1;
  /** First discarded digit: a half of a unit in the last place. */
  readonly guard: 0 | 1;
  /** Second discarded digit. */
  readonly round: 0 | 1;
  /** 1 if any digit after those two is not zero. */
  readonly sticky: 0 | 1;
}

/** The magnitude as `integer` units of `2^unit`, rounded toward zero. */
export interface Cut {
  readonly integer: bigint;
  readonly unit: number;
  readonly digits: RoundedDigits;
}

/** Cut a nonzero magnitude after the last digit that `format` has at its size, the exponent range unbounded above. */
export function cutDigits(format: Format<Code>, { significand, exponent, isCut }: Expansion): Cut {
  const leading = exponent + bitLength(significand) - 1;
  const first = Math.max(leading, format.emin);
  const isUnitNormal = leading < format.emin && !format.hasSubnormals;
  const unit = isUnitNormal ? format.emin : first - (format.precision - 1);
  const shift = unit - exponent;
  const integer = shift > 0 ? significand >> BigInt(shift) : significand << BigInt(-shift);
  const rest = shift > 0 ? significand - (integer << BigInt(shift)) : 0n;
  const restDigits = rest === 0n && !isCut ? "" : rest.toString(2).padStart(Math.max(shift, 0), "0");
  const isEndless = isCut || restDigits.slice(maxDiscarded).includes("1");
  const digitAt = (text: string, index: number): 0 | 1 => (text.charAt(index) === "1" ? 1 : 0);
  const kept = integer.toString(2).padStart(first - unit + 1, "0");
  return {
    integer,
    unit,
    digits: {
      exponent: first,
      kept,
      discarded: isEndless ? restDigits.slice(0, maxDiscarded) : restDigits.replace(/0+$/, ""),
      isDiscardedCut: isEndless,
      lsb: digitAt(kept, kept.length - 1),
      guard: digitAt(restDigits, 0),
      round: digitAt(restDigits, 1),
      sticky: isCut || restDigits.slice(2).includes("1") ? 1 : 0,
    },
  };
}
