import type { Code, Format } from "../format/format.ts";

/** A code as data: hexadecimal digits as wide as the format, which `Number()` and `BigInt()` read back. */
export function codeText<C extends Code>(format: Format<C>, code: C): string {
  return `0x${code.toString(16).padStart(Math.ceil(format.bits / 4), "0")}`;
}
