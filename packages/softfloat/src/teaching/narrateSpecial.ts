import { unpack } from "../codes/unpack.ts";
import type { Code, Format } from "../format/format.ts";
import type { Flags } from "../rounding/flags.ts";
import { inDecimal } from "./inDecimal.ts";
import type { RoundingNarrative } from "./narrateRounding.ts";

interface Special {
  readonly flags: Flags;
  readonly isNaN: boolean;
  readonly isNegative: boolean;
  readonly saturate: boolean;
}

/** Tell what becomes of NaN and ±∞. */
export function narrateSpecial<C extends Code>(format: Format<C>, code: C, special: Special): RoundingNarrative<C> {
  return {
    code,
    flags: special.flags,
    lower: null,
    upper: null,
    midpoint: null,
    digits: null,
    decision: "special",
    reason: special.isNaN ? nanReason(format, code) : infinityReason(format, code, special),
    consequences: special.flags.invalid ? ["what it was is lost: invalid"] : [],
    probability: null,
  };
}

function nanReason<C extends Code>(format: Format<C>, code: C): string {
  if (format.canonicalNaN === null)
    return `${format.name} has no NaN: ${inDecimal(unpack(format, code))} stands for it`;
  return "NaN is not rounded";
}

function infinityReason<C extends Code>(format: Format<C>, code: C, { isNegative, saturate }: Special): string {
  const { name, infinity, canonicalNaN } = format;
  if (isNegative && !format.isSigned) return `${name} has no negative numbers`;
  const value = inDecimal(unpack(format, code));
  if (saturate) return `saturate gives the largest finite number, ${value}`;
  if (infinity !== null) return "an infinity is not rounded";
  if (canonicalNaN !== null) return `${name} has no infinity: NaN`;
  return `${name} has neither infinity nor NaN: the largest finite number, ${value}`;
}
