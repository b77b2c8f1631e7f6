import { decode } from "../../conversion/decode.ts";
import { instructionLength, type TensorCoreModel } from "../tensorCoreModel.ts";
import { powerOfTwo } from "./binary64.ts";

/**
 * Rows of one operand (for b: columns) as the unit sees them: values and exponents, not normalised. The elements of a row
 * stand in the order of its blocks, and +0 fills the last instruction.
 */
export interface Operand {
  readonly values: Float64Array;
  readonly exponents: Int16Array;
  readonly rows: number;
  /** Elements of a row, padded. */
  readonly rowLength: number;
}

/** Where the elements of a matrix stand: element `[row, k]` at `row · rowStride + k · stride`. */
export interface OperandLayout {
  readonly rows: number;
  readonly k: number;
  readonly rowStride: number;
  readonly stride: number;
}

/** Exponents of products and addends that are neither zero nor special lie within this, in either direction. */
export const exponentBound = 500;

/** So low that a product with zero is never the largest term. */
const exponentOfZero = -2048;

/** So high that ∞ or NaN shows in the exponent of a product, also of one with zero. */
const exponentOfSpecial = 8192;

/** @throws What `reject` throws, at the first element that is no code of the input format. */
export function packOperand(
  model: TensorCoreModel,
  codes: ArrayLike<number>,
  { rows, k, rowStride, stride }: OperandLayout,
  reject: (index: number) => never,
): Operand {
  const { signBit, maxFinite, precision, emin, bias } = model.input;
  const trailingBits = precision - 1;
  const implicitBit = 1 << trailingBits;
  const positions = positionsOf(model, k);
  const rowLength = positions.length;
  const values = new Float64Array(rows * rowLength);
  const exponents = new Int16Array(rows * rowLength).fill(exponentOfZero);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < rowLength; i++) {
      if (positions[i]! >= k) continue;
      const index = row * rowStride + positions[i]! * stride;
      const code = codes[index]!;
      const magnitude = code < signBit ? code : code - signBit;
      if (!(Number.isInteger(code) && magnitude >= 0 && magnitude < signBit)) reject(index);
      if (magnitude === 0) continue;

      const at = row * rowLength + i;
      const biasedExponent = magnitude >>> trailingBits;
      const isSpecial = magnitude > maxFinite;
      const exponent = biasedExponent === 0 ? emin : biasedExponent - bias;
      const significand = (magnitude & (implicitBit - 1)) + (biasedExponent === 0 ? 0 : implicitBit);
      const value = (code < signBit ? significand : -significand) * powerOfTwo(exponent - trailingBits);
      values[at] = isSpecial ? decode(model.input, code) : value;
      exponents[at] = isSpecial ? exponentOfSpecial : exponent;
    }
  }
  return { values, exponents, rows, rowLength };
}

/** Which k each element of a padded row is, in the order of the blocks. */
function positionsOf(model: TensorCoreModel, k: number): Int32Array {
  const { blockLength, blocks } = model;
  const length = instructionLength(model);
  const period = blocks.reduce((sum, block) => sum + block.length, 0);
  const positions = new Int32Array(Math.ceil(k / length) * length);
  for (let i = 0; i < positions.length; i++) {
    const block = blocks[Math.floor((i % length) / blockLength)]!;
    const turn = Math.floor((i % blockLength) / block.length);
    positions[i] = i - (i % length) + turn * period + block[(i % blockLength) % block.length]!;
  }
  return positions;
}
