import { pack } from "../codes/pack.ts";
import type { Code, Format } from "../format/format.ts";
import { isNaN as isNaNCode } from "./isNaN.ts";

/** Which codes {@link enumerate} gives. */
export interface EnumerateOptions {
  /** Leave NaNs out. Default: false. */
  readonly skipNaN?: boolean | undefined;
}

/**
 * Every code of a format once, in ascending order of value: the order of {@link totalOrder}.
 *
 * Negative NaNs come first, −0 before +0, and positive NaNs last, as does a NaN without sign. Codes are made one by one, so
 * that the first few of a wide format cost nothing more.
 *
 * @see IEEE 754-2019 §5.10.
 * @example
 * import { decode, E2M1FN, enumerate } from "@binade/softfloat";
 *
 * const positive = [...enumerate(E2M1FN)].slice(8);
 * positive.map((code) => decode(E2M1FN, code)); // [0, 0.5, 1, 1.5, 2, 3, 4, 6]
 */
export function* enumerate<C extends Code>(
  format: Format<C>,
  { skipNaN = false }: EnumerateOptions = {},
): Generator<C, void, undefined> {
  for (const bits of inOrder(format)) {
    const code = pack(format, false, bits);
    if (!skipNaN || !isNaNCode(format, code)) yield code;
  }
}

function* inOrder({ isSigned, nanEncoding, signBit }: Format<Code>): Generator<bigint, void, undefined> {
  const magnitudes = BigInt(signBit);
  const isNaNAtSign = nanEncoding === "fnuz"; // the code that would be −0
  if (isSigned) {
    for (let magnitude = magnitudes - 1n; magnitude > 0n; magnitude--) yield magnitudes + magnitude;
    if (!isNaNAtSign) yield magnitudes;
  }
  for (let magnitude = 0n; magnitude < magnitudes; magnitude++) yield magnitude;
  if (isNaNAtSign) yield magnitudes;
}
