import { powerOfTwo } from "./kernels/binary64.ts";
import type { TensorCoreModel } from "./tensorCoreModel.ts";

/**
 * A model can be anybody's: its formats must have what the unit expects, and its sums must be exact in binary64.
 *
 * @throws RangeError that names the function, the model and the field.
 */
export function checkTensorCoreModel(subject: string, model: TensorCoreModel): void {
  const { name, input, output, blockLength, fractionBits, precision, blocks } = model;
  const expect = (isMet: boolean, expected: string, got: unknown): void => {
    if (!isMet) throw new RangeError(`${subject}: model "${name}" with ${expected} expected, got ${got}`);
  };
  const isWithin = (x: number, from: number, to: number): boolean => Number.isInteger(x) && x >= from && x <= to;
  const isInput = input.hasNegativeZero && input.hasSubnormals && input.precision <= 11 && input.exponentBits <= 8;
  const isOutput = output.nanEncoding === "ieee" && output.precision <= 24 && output.exponentBits <= 8;
  expect(isInput, "an input format with −0 and subnormals and no wider than TF32", input.name);
  expect(isOutput, "an output format like those of IEEE 754 and no wider than FP32", output.name);
  expect(isWithin(precision, 1, output.precision), `a precision of 1 … ${output.precision}`, precision);
  expect(isWithin(fractionBits, 1, 40), "fractionBits 1 … 40", fractionBits);
  const longest = powerOfTwo(51 - fractionBits) - 1; // terms are below 2^(fractionBits + 2)
  expect(isWithin(blockLength, 1, longest), `a blockLength of 1 … ${longest}`, blockLength);
  const positions = blocks.flat().sort((p, q) => p - q);
  const isPartition = positions.length > 0 && positions.every((position, i) => position === i);
  const isEven = blocks.every(({ length }) => length === blocks[0]?.length && blockLength % length === 0);
  expect(isPartition && isEven, "blocks that share a period evenly", JSON.stringify(blocks));
}
