import { isFloatDtype } from "@binade/backend";
import { encode, FP64, toInt } from "@binade/softfloat";
import type { Evaluator } from "./evaluator.ts";
import { formatOf } from "./formatOf.ts";
import { elementwise } from "./lazy.ts";
import type { SpecTensor } from "./specTensor.ts";

/** N8, decisions: the f64 value rounded once; to an integer dtype truncated and saturated like a cast. */
export const fill: Evaluator<"fill"> = ({ outputs, params: { value } }) => {
  const y = outputs[0] as SpecTensor;
  const word = isFloatDtype(y.dtype)
    ? encode(formatOf[y.dtype], value)
    : toInt(FP64, encode(FP64, value), {
        bits: y.dtype === "i32" ? 32 : 8,
        signed: y.dtype === "i32",
        rounding: "roundTowardZero",
      }) >>> 0;
  return [elementwise(y, () => word)];
};
