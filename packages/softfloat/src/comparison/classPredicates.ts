import type { Code, Format } from "../format/format.ts";
import { classify, type NumberClass } from "./classify.ts";

/** The classes that each predicate is true for. */
const classes: Record<
  "signaling" | "infinite" | "finite" | "normal" | "subnormal" | "zero",
  ReadonlySet<NumberClass>
> = {
  signaling: /* @__PURE__ */ new Set(["signalingNaN"]),
  infinite: /* @__PURE__ */ new Set(["negativeInfinity", "positiveInfinity"]),
  finite: /* @__PURE__ */ new Set([
    "negativeNormal",
    "negativeSubnormal",
    "negativeZero",
    "positiveZero",
    "positiveSubnormal",
    "positiveNormal",
  ]),
  normal: /* @__PURE__ */ new Set(["negativeNormal", "positiveNormal"]),
  subnormal: /* @__PURE__ */ new Set(["negativeSubnormal", "positiveSubnormal"]),
  zero: /* @__PURE__ */ new Set(["negativeZero", "positiveZero"]),
};

/**
 * Whether a code is a signaling NaN.
 *
 * @see IEEE 754-2019 §5.7.2 (isSignaling), §6.2.1.
 * @example
 * import { FP16, isSignaling } from "@binade/softfloat";
 *
 * isSignaling(FP16, 0x7d00); // true
 */
export function isSignaling<C extends Code>(format: Format<C>, code: NoInfer<C>): boolean {
  return classes.signaling.has(classify(format, code));
}

/**
 * Whether a code is +∞ or −∞.
 *
 * @see IEEE 754-2019 §5.7.2 (isInfinite).
 * @example
 * import { FP16, isInfinite } from "@binade/softfloat";
 *
 * isInfinite(FP16, 0xfc00); // true
 */
export function isInfinite<C extends Code>(format: Format<C>, code: NoInfer<C>): boolean {
  return classes.infinite.has(classify(format, code));
}

/**
 * Whether a code is a zero, a subnormal or a normal number.
 *
 * @see IEEE 754-2019 §5.7.2 (isFinite).
 * @example
 * import { E4M3FN, isFinite } from "@binade/softfloat";
 *
 * isFinite(E4M3FN, 0x7e); // true
 */
// biome-ignore lint/suspicious/noShadowRestrictedNames: the standard's name; the global one takes a number, not a code
export function isFinite<C extends Code>(format: Format<C>, code: NoInfer<C>): boolean {
  return classes.finite.has(classify(format, code));
}

/**
 * Whether a code is a normal number: finite, not zero and not subnormal.
 *
 * @see IEEE 754-2019 §5.7.2 (isNormal).
 * @example
 * import { E8M0FNU, isNormal } from "@binade/softfloat";
 *
 * isNormal(E8M0FNU, 0x00); // true
 */
export function isNormal<C extends Code>(format: Format<C>, code: NoInfer<C>): boolean {
  return classes.normal.has(classify(format, code));
}

/**
 * Whether a code is a subnormal number: not zero, and less in magnitude than `2^emin`.
 *
 * @see IEEE 754-2019 §5.7.2 (isSubnormal).
 * @example
 * import { FP16, isSubnormal } from "@binade/softfloat";
 *
 * isSubnormal(FP16, 0x03ff); // true
 */
export function isSubnormal<C extends Code>(format: Format<C>, code: NoInfer<C>): boolean {
  return classes.subnormal.has(classify(format, code));
}

/**
 * Whether a code is +0 or −0.
 *
 * @see IEEE 754-2019 §5.7.2 (isZero).
 * @example
 * import { FP16, isZero } from "@binade/softfloat";
 *
 * isZero(FP16, 0x8000); // true
 */
export function isZero<C extends Code>(format: Format<C>, code: NoInfer<C>): boolean {
  return classes.zero.has(classify(format, code));
}
