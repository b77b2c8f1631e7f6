import { pack } from "../codes/pack.ts";
import { unpack } from "../codes/unpack.ts";
import type { Code, Format } from "../format/format.ts";

/**
 * The payload of a NaN: its trailing significand below the quiet bit, as an integer; −1 when the code is no NaN.
 *
 * Formats whose NaNs are single codes (fn, fnuz) have no room for a payload: 0. A bigint where codes are.
 *
 * @see IEEE 754-2019 §9.7 (getPayload), §6.2.1.
 * @example
 * import { FP16, payload } from "@binade/softfloat";
 *
 * payload(FP16, 0x7e2a); // 42
 * payload(FP16, 0x3c00); // -1
 */
export function payload<C extends Code>(format: Format<C>, code: NoInfer<C>): C {
  const { kind, significand } = unpack(format, code);
  if (kind === "quietNaN" || kind === "signalingNaN") return pack(format, false, significand % quietBit(format));
  return (typeof format.signBit === "bigint" ? -1n : -1) as C; // C is the type of every code in the format
}

/** Which NaN {@link nanWithPayload} makes. */
export interface NanFields {
  /** Default: false. */
  readonly isSignaling?: boolean | undefined;
  /** Default: false. */
  readonly isNegative?: boolean | undefined;
}

/**
 * The NaN that has a payload: a quiet and positive one unless the fields say otherwise.
 *
 * @throws RangeError when the format has no such NaN: the payload does not fit below the quiet bit, a signaling one is 0
 * (that would be ∞), or the format's NaNs have no payload, no sign or no signaling kind.
 * @see IEEE 754-2019 §9.7 (setPayload, setPayloadSignaling).
 * @example
 * import { BF16, nanWithPayload } from "@binade/softfloat";
 *
 * nanWithPayload(BF16, 5); // 0x7fc5
 * nanWithPayload(BF16, 1, { isSignaling: true, isNegative: true }); // 0xff81
 */
export function nanWithPayload<C extends Code>(format: Format<C>, payload: NoInfer<C>, fields: NanFields = {}): C {
  const { isSignaling = false, isNegative = false } = fields;
  const bits = isInteger(payload) ? BigInt(payload) : -1n;
  const isFitting = bits >= (isSignaling ? 1n : 0n) && bits < quietBit(format);
  const hasSign = format.isSigned && format.nanEncoding !== "fnuz";
  const { canonicalNaN, infinity } = format;
  if (canonicalNaN === null || !isFitting || (isNegative && !hasSign)) {
    const wanted = `${isNegative ? "negative " : ""}${isSignaling ? "signaling " : ""}NaN with payload ${payload}`;
    throw new RangeError(`nanWithPayload: a NaN of ${format.name} expected, got ${wanted}`);
  }
  return pack(format, isNegative, BigInt(isSignaling && infinity !== null ? infinity : canonicalNaN) + bits);
}

/** The weight of the quiet bit, which is the number of payloads; 1 where there is no such bit. */
function quietBit(format: Format<Code>): bigint {
  return format.nanEncoding === "ieee" ? 1n << BigInt(format.precision - 2) : 1n;
}

function isInteger(payload: Code): boolean {
  return typeof payload === "bigint" || Number.isInteger(payload);
}
