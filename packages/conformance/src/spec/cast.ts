import type { Evaluator } from "./evaluator.ts";
import { elementwise } from "./lazy.ts";
import type { SpecTensor, Word } from "./specTensor.ts";

/** N8: one rounding from the exact value. */
export const cast: Evaluator<"cast"> = ({ outputs, inputs, params: { saturate = false } }, arithmetic) => {
  const [y, x] = [outputs[0] as SpecTensor, inputs[0] as SpecTensor];
  return [elementwise(y, (i) => arithmetic.cast(x.dtype, y.dtype, x.words[i] as Word, saturate))];
};
