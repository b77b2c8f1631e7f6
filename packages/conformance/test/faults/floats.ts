/** Words and values for faults, by the engine's own conversions: a fault shares nothing with the judge. */
const view = new DataView(new ArrayBuffer(4)); // scratch

export function valueOf32(word: number): number {
  view.setUint32(0, word);
  return view.getFloat32(0);
}

export function wordOf32(value: number): number {
  view.setFloat32(0, value);
  return view.getUint32(0);
}

/** The value of an f16 word, by its fields. */
export function valueOf16(word: number): number {
  const sign = word >= 0x8000 ? -1 : 1;
  const exponent = (word >>> 10) & 31;
  const significand = word & 0x3ff;
  if (exponent === 31) return significand === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (exponent === 0 ? significand * 2 ** -24 : (1024 + significand) * 2 ** (exponent - 25));
}

/** An f32 word truncated to bf16, NaN kept quiet. */
export function truncateToBf16(word: number): number {
  return (word & 0x7fffffff) > 0x7f800000 ? 0x7fc0 : word >>> 16;
}

/** A value truncated to f16; beyond the range the largest finite number, infinities stay. */
export function truncateToF16(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const magnitude = Math.abs(value);
  if (Number.isNaN(magnitude)) return 0x7e00;
  if (magnitude === Number.POSITIVE_INFINITY) return sign | 0x7c00;
  let [low, high] = [0, 0x7bff];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (valueOf16(middle) <= magnitude) low = middle;
    else high = middle - 1;
  }
  return sign | low;
}

/** A value rounded to f16, ties to even. */
export function nearestF16(value: number): number {
  const low = truncateToF16(value);
  const magnitude = low & 0x7fff;
  if (magnitude >= 0x7c00) return low;
  const next = magnitude === 0x7bff ? 65536 : valueOf16(magnitude + 1);
  const [below, above] = [Math.abs(value) - valueOf16(magnitude), next - Math.abs(value)];
  return above < below || (above === below && (magnitude & 1) === 1) ? low + 1 : low;
}

export function isSubnormal32(word: number): boolean {
  return (word & 0x7f800000) === 0 && (word & 0x007fffff) !== 0;
}

export function isNaN32(word: number): boolean {
  return (word & 0x7fffffff) > 0x7f800000;
}

export const f32: (x: number) => number = Math.fround;
