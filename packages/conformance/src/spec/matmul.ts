import type { FloatDtype } from "@binade/backend";
import type { Evaluator } from "./evaluator.ts";
import { coordinatesOf, indexOf } from "./indexing.ts";
import { elementwise } from "./lazy.ts";
import type { SpecTensor, Word } from "./specTensor.ts";

/** N5: operands widened to f32, in tf32 mode those of f32 rounded at bit 13; the dot product; the bias; one rounding. */
export const matmul: Evaluator<"matmul"> = ({ outputs, inputs, params: { tf32 } }, arithmetic) => {
  const y = outputs[0] as SpecTensor;
  const [a, b, bias] = inputs as [SpecTensor, SpecTensor, SpecTensor?];
  const depth = a.shape[a.shape.length - 1] as number;
  const operand = ({ dtype, shape, words }: SpecTensor, coordinates: readonly number[]): Word => {
    const word = arithmetic.widen(dtype as FloatDtype, words[indexOf(shape, coordinates)] as Word);
    return tf32 !== undefined && dtype === "f32" ? arithmetic.roundToTf32(word, tf32) : word;
  };
  return [
    elementwise(y, (i) => {
      const coordinates = coordinatesOf(y.shape, i);
      const batch = coordinates.slice(0, -2);
      const [row, column] = coordinates.slice(-2) as [number, number];
      const left = Array.from({ length: depth }, (_, k) => operand(a, [...batch, row, k]));
      const right = Array.from({ length: depth }, (_, k) => operand(b, [...batch, k, column]));
      const product = arithmetic.dot(left, right);
      const sum =
        bias === undefined
          ? product
          : arithmetic.add(product, arithmetic.widen(bias.dtype as FloatDtype, bias.words[i] as Word));
      return arithmetic.narrow(y.dtype as FloatDtype, sum);
    }),
  ];
};
