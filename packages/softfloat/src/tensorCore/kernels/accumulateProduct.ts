import { instructionLength, type TensorCoreModel } from "../tensorCoreModel.ts";
import { exponentOf, powerOfTwo } from "./binary64.ts";
import { exponentBound, type Operand } from "./packOperand.ts";

/** Adding and taking away 2^52 rounds a smaller binary64 number to an integer, ties to even. */
const integersOnly = 0x10000000000000;

/**
 * Add a·b to `sums`, `[rows of a, rows of b]`: for b those are the columns. Sums are values of the output format, before
 * and after; NaN stands for all of its NaNs.
 */
export function accumulateProduct(model: TensorCoreModel, a: Operand, b: Operand, sums: Float32Array): void {
  const addRow = addendRules[model.addend];
  const { rowLength } = a;
  for (let i = 0, at = 0; i < a.rows; i++) {
    for (let j = 0; j < b.rows; j++, at++) sums[at] = addRow(model, a, i * rowLength, b, j * rowLength, sums[at]!);
  }
}

/** `c` plus the product of one row of a and one of b, which start at `aStart` and `bStart`. */
type AddRow = (model: TensorCoreModel, a: Operand, aStart: number, b: Operand, bStart: number, c: number) => number;

/** Where c enters. */
const addendRules: { readonly [A in TensorCoreModel["addend"]]: AddRow } = {
  first: (model, a, aStart, b, bStart, c) => addBlocks(model, a, aStart, b, bStart, a.rowLength, c),
  last: (model, a, aStart, b, bStart, c) => {
    const length = instructionLength(model);
    let result = c;
    for (let k = 0; k < a.rowLength; k += length) {
      // The binary64 sum is exact, or its rounding harmless: 53 digits are more than twice the 24 of FP32.
      const sum = result + addBlocks(model, a, aStart + k, b, bStart + k, length, 0);
      result = roundTo(model.output, model.output.precision, true, sum);
    }
    return result;
  },
};

/**
 * `length` products, block by block. In units of `2^(E − F)` the terms of a block are integers below `2^(F + 2)`, whose
 * sums are exact in binary64.
 */
function addBlocks(
  model: TensorCoreModel,
  { values: aValues, exponents: aExponents }: Operand,
  aStart: number,
  { values: bValues, exponents: bExponents }: Operand,
  bStart: number,
  length: number,
  c: number,
): number {
  const { blockLength, fractionBits, leastExponent, output, precision } = model;
  const isTiesToEven = model.rounding === "roundTiesToEven";
  let addend = c;
  for (let start = 0; start < length; start += blockLength) {
    const end = start + blockLength;
    let largest = addend === 0 ? -exponentBound : exponentOf(addend, output.emin);
    for (let i = start; i < end; i++) {
      const exponent = aExponents[aStart + i]! + bExponents[bStart + i]!;
      if (exponent > largest) largest = exponent;
    }

    if (largest > exponentBound) {
      // ∞ or NaN among the terms. Whatever else there is stays far inside the range of binary64.
      for (let i = start; i < end; i++) addend += aValues[aStart + i]! * bValues[bStart + i]!;
      continue;
    }

    const exponent = Math.max(largest, leastExponent);
    const scale = powerOfTwo(fractionBits - exponent);
    let sum = Math.trunc(addend * scale);
    for (let i = start; i < end; i++) sum += Math.trunc(aValues[aStart + i]! * bValues[bStart + i]! * scale);

    addend = sum === 0 ? 0 : roundTo(output, precision, isTiesToEven, sum * powerOfTwo(exponent - fractionBits));
  }
  return addend;
}

/** `x` with `precision` digits, fewer below `2^emin`; ties to even or toward zero. From `2^(emax + 1)` on it is ∞. */
function roundTo(
  { emin, emax }: Pick<TensorCoreModel["output"], "emin" | "emax">,
  precision: number,
  isTiesToEven: boolean,
  x: number,
): number {
  if (!Number.isFinite(x) || x === 0) return x;
  const ulpExponent = exponentOf(x, emin) - (precision - 1);
  const scaled = Math.abs(x) * powerOfTwo(-ulpExponent);
  const significand = isTiesToEven ? scaled + integersOnly - integersOnly : Math.trunc(scaled);
  const magnitude = significand * powerOfTwo(ulpExponent);
  const bounded = magnitude < powerOfTwo(emax + 1) ? magnitude : Number.POSITIVE_INFINITY;
  return x < 0 ? -bounded : bounded;
}
