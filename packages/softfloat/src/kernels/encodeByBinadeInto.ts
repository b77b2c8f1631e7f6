/**
 * Encoding with two tables over the upper digits of a source number, its sign and biased exponent: no branch on the sign,
 * on subnormals or on zero, which data would make the processor mispredict. Nothing is allocated per element.
 */
import { HIGH, LOW } from "./float64Words.ts";

/** What a loop has to know of a format and a rounding, for binary32 or for binary64 sources; see `createBinadeRule`. */
export interface BinadeRule {
  /**
   * By sign and biased exponent: in the upper half the magnitude at the binade's start, less what the implicit digit adds
   * to it, in the lower one how many digits go.
   */
  readonly starts: Int32Array;
  /** By sign and biased exponent: the implicit digit, and what is added before the cut. */
  readonly addends: Int32Array;
  /** 1 where a tie goes by the last digit kept, else 0. */
  readonly tieDigit: number;
  readonly maxFinite: number;
  readonly signBit: number;
  /** The code that −0 would have where there is no −0, else −1. */
  readonly absentZero: number;
  /** Codes of what is too large, which {@link starts} makes of ±∞ and NaN too, and of ±∞, positive and negative, and of NaN. */
  readonly overflow: readonly [number, number];
  readonly infinite: readonly [number, number];
  readonly nan: number;
}

export function encodeFloat32ByBinade(rule: BinadeRule, source: Float32Array, target: Uint8Array | Uint16Array): void {
  const { starts, addends, tieDigit, maxFinite, signBit, absentZero } = rule;
  const specialExponent = 0x7f800000;
  const words = new Int32Array(source.buffer, source.byteOffset, source.length);
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const binade = word >>> 23;
    const trailing = word & 0x7fffff;
    const start = starts[binade]!; // a shift takes its count modulo 32
    const magnitude = (start >>> 16) + ((trailing + addends[binade]! + ((trailing >>> start) & tieDigit)) >>> start);
    let code = magnitude | ((word >> 31) & signBit);
    if (magnitude > maxFinite) code = beyond(rule, word, trailing, specialExponent);
    else if (code === absentZero) code = 0;
    target[i] = code;
  }
}

/** The low word counts as one sticky digit of the high one. */
export function encodeFloat64ByBinade(rule: BinadeRule, source: Float64Array, target: Uint8Array | Uint16Array): void {
  const { starts, addends, tieDigit, maxFinite, signBit, absentZero } = rule;
  const specialExponent = 0x7ff00000;
  const count = source.length;
  if (count === 0) return;
  const highs = new Int32Array(source.buffer, source.byteOffset + 4 * HIGH, 2 * count - 1); // at even indices
  const lows = new Int32Array(source.buffer, source.byteOffset + 4 * LOW, 2 * count - 1);
  for (let i = 0; i < count; i++) {
    const word = highs[2 * i]!;
    const low = lows[2 * i]!;
    const binade = word >>> 20;
    const trailing = (word & 0xfffff) | ((low | (0 - low)) >>> 31);
    const start = starts[binade]!;
    const magnitude = (start >>> 16) + ((trailing + addends[binade]! + ((trailing >>> start) & tieDigit)) >>> start);
    let code = magnitude | ((word >> 31) & signBit);
    if (magnitude > maxFinite) code = beyond(rule, word, trailing, specialExponent);
    else if (code === absentZero) code = 0;
    target[i] = code;
  }
}

function beyond(rule: BinadeRule, word: number, trailing: number, specialExponent: number): number {
  const sign = word < 0 ? 1 : 0;
  if ((word & specialExponent) !== specialExponent) return rule.overflow[sign];
  return trailing === 0 ? rule.infinite[sign] : rule.nan;
}
