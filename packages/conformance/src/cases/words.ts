/** Words to feed to kernels: curated ones per dtype, and seeded random ones of several shapes. */
import { type Dtype, dtypes, type FloatDtype, isFloatDtype } from "@binade/backend";
import { encode } from "@binade/softfloat";
import { formatOf } from "../spec/formatOf.ts";
import type { Word } from "../spec/specTensor.ts";

/** Numbers that are special in every float dtype that holds them: ties, edges of casts, thresholds of functions. */
const numbers = [
  1,
  2,
  3,
  0.5,
  1.5,
  2.5,
  1 / 3,
  0.1,
  10,
  100,
  255,
  255.5,
  256,
  257,
  1024.5,
  2049,
  65504,
  65519.99,
  65520,
  88.72284,
  -103.97208,
  3.1406,
  1.5703,
  0.625,
  0.84375,
  2147483520,
  2147483648,
  4294967296,
  1e10,
  3.3895314e38,
  464,
  465,
];

/** Zeros, subnormals, binade edges, largest finite, infinities, NaN with payloads, and the numbers above; both signs. */
export function specialWords(dtype: Dtype): Word[] {
  if (dtype === "u8") return [0, 1, 2, 127, 128, 254, 255];
  if (dtype === "i32") {
    return [
      0, 1, 2, 255, 256, 65535, 65536, 16777217, 16842753, 1077936129, 0x7fffffff, 0x80000000, 0x80000001, 0xffffffff,
    ];
  }
  const magnitudes = floatMagnitudes(dtype);
  const { signBit } = formatOf[dtype];
  return [...magnitudes, ...magnitudes.map((word) => (word + signBit) % (2 * signBit))];
}

function floatMagnitudes(dtype: FloatDtype): Word[] {
  const format = formatOf[dtype];
  const { precision, maxFinite, infinity, canonicalNaN, bias } = format;
  const implicitBit = 1 << (precision - 1);
  const one = bias * implicitBit;
  const nans = infinity === null ? [canonicalNaN] : [canonicalNaN, canonicalNaN + 1, infinity + 1, canonicalNaN - 1];
  const edges = [one - implicitBit, one, one + implicitBit].flatMap((edge) => [edge - 1, edge, edge + 1]);
  const words = [
    ...[0, 1, 2, 3, implicitBit >> 1, implicitBit - 1, implicitBit, implicitBit + 1, 2 * implicitBit],
    ...edges,
    ...[maxFinite - 1, maxFinite, ...(infinity === null ? [] : [infinity]), ...nans],
    ...numbers.map((x) => encode(format, Math.abs(x))),
  ];
  return [...new Set(words)];
}

/** Every word of a dtype of 16 bits or less. */
export function everyWord(dtype: Dtype): Word[] {
  return Array.from({ length: 1 << (8 * dtypes[dtype].byteWidth) }, (_, word) => word);
}

/** How random words are distributed. */
export type Spread = "anything" | "moderate" | "subnormal" | "nearOne" | "integers";

/**
 * Random words. `anything`: every word alike. `moderate`: magnitudes within a few binades of 1, so that sums and products
 * round. `subnormal`: below or about the least normal number. `nearOne`: 1 and its neighbours. `integers`: small ones,
 * which collide.
 */
export function randomWords(dtype: Dtype, count: number, random: () => number, spread: Spread = "moderate"): Word[] {
  const width = 8 * dtypes[dtype].byteWidth;
  if (!isFloatDtype(dtype)) {
    return Array.from({ length: count }, () => (spread === "anything" ? random() >>> (32 - width) : random() % 100));
  }
  const { precision, signBit, bias } = formatOf[dtype];
  const implicitBit = 1 << (precision - 1);
  const signed = (magnitude: number): Word => (random() % 2 === 0 ? magnitude : magnitude + signBit);
  const draws: Readonly<Record<Spread, () => Word>> = {
    anything: () => random() >>> (32 - width),
    moderate: () => signed((bias - 4 + (random() % 8)) * implicitBit + (random() % implicitBit)),
    subnormal: () => signed(random() % (2 * implicitBit)),
    nearOne: () => signed(bias * implicitBit + (random() % 5) - 2),
    integers: () => signed(encode(formatOf[dtype], random() % 8)),
  };
  return Array.from({ length: count }, draws[spread]);
}
