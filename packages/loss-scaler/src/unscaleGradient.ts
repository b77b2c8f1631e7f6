import type { NonFiniteKind } from "./scalerAdapter.ts";

const exponentMask = 0x7f80_0000; // all ones: infinity or NaN
const trailingSignificandMask = 0x007f_ffff; // not zero: NaN

const foundInf = 1;
const foundNan = 2;
const kinds: readonly (NonFiniteKind | undefined)[] = [undefined, "inf", "nan", "inf and nan"];

/**
 * 1 ÷ scale, correctly rounded to binary32. A scale of 0 gives infinity, above 2^126 the result is subnormal.
 *
 * @example
 * import { inverseScale } from "@binade/loss-scaler";
 *
 * inverseScale(65536); // 2 ** -16
 */
export function inverseScale(scale: number): number {
  return Math.fround(1 / scale);
}

/**
 * Multiply a gradient by `inverse` in place and tell what in it is not finite; `undefined` when nothing is.
 * Accuracy: each product is correctly rounded to binary32. A NaN stays a NaN, its payload is not promised.
 *
 * @param recheck - Look at the products as well as at the operands.
 * @example
 * import { unscaleGradient } from "@binade/loss-scaler";
 *
 * unscaleGradient(new Float32Array([8, -Infinity]), 0.25, { recheck: false }); // "inf"
 * unscaleGradient(new Float32Array([2 ** 127]), 4, { recheck: false }); // undefined
 * unscaleGradient(new Float32Array([2 ** 127]), 4, { recheck: true }); // "inf"
 */
export function unscaleGradient(
  values: Float32Array,
  inverse: number,
  options: { readonly recheck: boolean },
): NonFiniteKind | undefined {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length);

  let found = findNonFinite(words);
  for (let i = 0; i < values.length; i += 1) values[i] = (values[i] as number) * inverse;
  if (options.recheck) found |= findNonFinite(words);

  return kinds[found];
}

/** Reads bits, so no compiler or flush mode can reason NaN and infinity away. */
function findNonFinite(words: Uint32Array): number {
  let found = 0;
  for (const word of words) {
    if ((word & exponentMask) !== exponentMask) continue;
    found |= (word & trailingSignificandMask) === 0 ? foundInf : foundNan;
  }
  return found;
}
