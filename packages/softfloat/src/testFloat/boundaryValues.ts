import type { Code, Format } from "../format/format.ts";
import type { TestFloatType } from "./testFloatType.ts";

/** How closely boundaries are covered. */
export type TestFloatLevel = 1 | 2;

/** Formats so small that every code is a case. */
export function isExhaustive(type: TestFloatType): boolean {
  return type.kind === "float" && type.bits <= 8;
}

/** The values of a type where implementations go wrong: ends, powers of two and their neighbours, full and empty digits. */
export function boundaryValues(type: TestFloatType, level: TestFloatLevel): readonly Code[] {
  const patterns = new Set(isExhaustive(type) ? allPatterns(type.bits) : boundaryPatterns(type, level));
  return [...patterns].map((pattern) => valueOfPattern(type, pattern));
}

/** The value of the lower bits of a pattern. */
export function valueOfPattern(type: TestFloatType, pattern: bigint): Code {
  const isSigned = type.kind === "integer" && type.signed;
  const value = isSigned ? BigInt.asIntN(type.bits, pattern) : BigInt.asUintN(type.bits, pattern);
  return type.bits === 64 ? value : Number(value);
}

function boundaryPatterns(type: TestFloatType, level: TestFloatLevel): bigint[] {
  return type.kind === "float" ? floatPatterns(type.format, level) : integerPatterns(type.bits, level);
}

function allPatterns(bits: number): bigint[] {
  return Array.from({ length: 1 << bits }, (_, pattern) => BigInt(pattern));
}

function floatPatterns(format: Format<Code>, level: TestFloatLevel): bigint[] {
  const trailingBits = BigInt(format.precision - 1);
  const trailing = trailingSignificands(format.precision - 1, level);
  const positive = biasedExponents(format, level).flatMap((biasedExponent) =>
    trailing.map((digits) => (BigInt(biasedExponent) << trailingBits) + digits),
  );
  return format.isSigned ? positive.flatMap((pattern) => [pattern, pattern + BigInt(format.signBit)]) : positive;
}

/** The ends of the range, 1, and where the last digit or the next one has the weight 1 or its inverse. */
function biasedExponents({ exponentBits, bias, precision }: Format<Code>, level: TestFloatLevel): number[] {
  const largest = (1 << exponentBits) - 1;
  const centres = [0, 1, bias, bias - precision, bias + precision - 1, largest - 1, largest];
  const reach = level === 1 ? 1 : precision + 2;
  const near = centres.flatMap((centre) => Array.from({ length: 2 * reach + 1 }, (_, i) => centre - reach + i));
  return [...new Set(near)].filter((exponent) => exponent >= 0 && exponent <= largest);
}

/** Empty, full and half-full digits, and at level 2 every single digit, every gap and every run from the right. */
function trailingSignificands(width: number, level: TestFloatLevel): bigint[] {
  const full = (1n << BigInt(width)) - 1n;
  const half = (full + 1n) / 2n;
  const powers = level === 1 ? [] : Array.from({ length: width }, (_, i) => 1n << BigInt(i));
  const derived = powers.flatMap((power) => [power, full - power, power - 1n]);
  return [...new Set([0n, 1n, half - 1n, half, half + 1n, full - 1n, full, ...derived])];
}

/** Both ends, powers of two and their neighbours, and at level 2 sums and differences of two powers. */
function integerPatterns(bits: number, level: TestFloatLevel): bigint[] {
  const powers = Array.from({ length: bits }, (_, i) => 1n << BigInt(i));
  const others = level === 1 ? [1n] : powers;
  const magnitudes = powers.flatMap((power) => [power, ...others.flatMap((other) => [power + other, power - other])]);
  return [0n, ...magnitudes.flatMap((magnitude) => [magnitude, -magnitude])].map((x) => BigInt.asUintN(bits, x));
}
