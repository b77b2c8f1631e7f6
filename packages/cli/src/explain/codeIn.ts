import type { Code, Format } from "@binade/softfloat";

/** An integer as a code of the format: a bigint where codes are, else a number. */
export function codeIn(format: Format<Code>, code: bigint): Code {
  return typeof format.signBit === "bigint" ? code : Number(code);
}
