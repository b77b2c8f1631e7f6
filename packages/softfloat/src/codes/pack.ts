import type { Code, Format } from "../format/format.ts";

/** `magnitude` with a sign, as a code; a negative zero is one only where the format has it. */
export function pack<C extends Code>(format: Format<C>, isNegative: boolean, magnitude: bigint): C {
  const hasSign = isNegative && (magnitude !== 0n || format.hasNegativeZero);
  const code = hasSign ? BigInt(format.signBit) + magnitude : magnitude;
  return (typeof format.signBit === "bigint" ? code : Number(code)) as C; // C is the type of every code in the format
}
