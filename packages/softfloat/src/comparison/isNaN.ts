import { unpack } from "../codes/unpack.ts";
import type { Code, Format } from "../format/format.ts";

/**
 * Whether a code is a NaN, quiet or signaling.
 *
 * @see IEEE 754-2019 §5.7.2 (isNaN).
 * @example
 * import { BF16, isNaN } from "@binade/softfloat";
 *
 * isNaN(BF16, 0x7f81); // true
 */
// biome-ignore lint/suspicious/noShadowRestrictedNames: the standard's name; the global one takes a number, not a code
export function isNaN<C extends Code>(format: Format<C>, code: NoInfer<C>): boolean {
  const { kind } = unpack(format, code);
  return kind === "quietNaN" || kind === "signalingNaN";
}
