import type { NumberClass } from "../comparison/classify.ts";

/** The classes in words. */
export const className: Readonly<Record<NumberClass, string>> = {
  signalingNaN: "signaling NaN",
  quietNaN: "quiet NaN",
  negativeInfinity: "negative infinity",
  negativeNormal: "negative normal",
  negativeSubnormal: "negative subnormal",
  negativeZero: "negative zero",
  positiveZero: "positive zero",
  positiveSubnormal: "positive subnormal",
  positiveNormal: "positive normal",
  positiveInfinity: "positive infinity",
};
