import { isZero } from "../codes/specials.ts";
import type { Unpacked } from "../codes/unpack.ts";
import type { Flags } from "../rounding/flags.ts";
import type { TraceStep } from "./traceStep.ts";
import type { TracedOperation } from "./workings.ts";

/** What makes no sense in each operation. */
const invalidWords: Record<TracedOperation, string> = {
  add: "infinities of opposite signs have no sum",
  sub: "infinities of the same sign have no difference",
  mul: "zero times infinity has no value",
  div: "neither 0 / 0 nor ∞ / ∞ has a value",
  sqrt: "a negative number has no real root",
  fma: "zero times infinity, or a sum of infinities of opposite signs, has no value",
};

/** What happens to infinities otherwise. */
const infinityWords: Record<TracedOperation, string> = {
  add: "an infinity stays, whatever finite number is added",
  sub: "an infinity stays, whatever finite number is subtracted",
  mul: "infinity times anything but zero is infinity; the signs multiply",
  div: "a finite number over infinity is zero, infinity over a finite number infinity; the signs multiply",
  sqrt: "the root of infinity is infinity",
  fma: "an infinity stays, whatever finite number is added",
};

/** Whether the operands are decided without digits. */
export function isSpecial(operation: TracedOperation, operands: readonly Unpacked[]): boolean {
  const [first, second] = operands;
  if (operands.some(({ kind }) => kind !== "finite")) return true;
  if (operation === "div") return second !== undefined && isZero(second);
  return operation === "sqrt" && first !== undefined && first.isNegative && !isZero(first);
}

/** The one step of such an operation. */
export function specialStep(
  operation: TracedOperation,
  operands: readonly Unpacked[],
  { flags, value }: { readonly flags: Flags; readonly value: string },
): TraceStep {
  return { name: "special", words: `${words(operation, operands, flags)}; the result is ${value}`, rows: [] };
}

function words(operation: TracedOperation, operands: readonly Unpacked[], flags: Flags): string {
  if (operands.some(({ kind }) => kind === "signalingNaN")) return "a signaling NaN raises invalid";
  if (operands.some(({ kind }) => kind === "quietNaN")) {
    return flags.invalid ? `${invalidWords[operation]}: invalid, beside the NaN` : "NaN passes through in silence";
  }
  if (flags.divideByZero) return "a nonzero number over zero raises divideByZero and is infinite; the signs multiply";
  return flags.invalid ? `${invalidWords[operation]}: invalid` : infinityWords[operation];
}
