import type { Code, Format } from "../format/format.ts";

/** A code without its sign; magnitudes are ordered as the values they stand for. */
export function magnitude<C extends Code>(format: Format<C>, code: C): bigint {
  return BigInt(code) & (BigInt(format.signBit) - 1n);
}
