import { checkTensorCoreModel } from "./checkTensorCoreModel.ts";
import { accumulateProduct } from "./kernels/accumulateProduct.ts";
import { type OutputCodes, outputCodes, outputValues } from "./kernels/outputCodes.ts";
import { packOperand } from "./kernels/packOperand.ts";
import { rejectCode } from "./rejectCode.ts";
import type { TensorCoreModel } from "./tensorCoreModel.ts";

/** Sizes of a product: `[m, k] × [k, n] → [m, n]`. */
export interface MatmulShape {
  readonly m: number;
  readonly n: number;
  readonly k: number;
}

/**
 * The matrix product A·B + C, every element as {@link tensorCoreDot} gives it.
 * Shapes: `[m, k] × [k, n] (+ [m, n]) → [m, n]`, row-major; without `c` it is +0.
 *
 * The result holds codes of `model.output`: a Uint32Array for FP32, a Uint16Array for FP16. Accuracy: that of the unit.
 *
 * @throws RangeError when a length is not that of the shape, an element is no code of its format, or the model
 * contradicts itself.
 * @see {@link tensorCoreModels} for what recorded data confirms.
 * @example
 * import { tensorCoreMatmul, tensorCoreModels } from "@binade/softfloat";
 *
 * const a = Uint16Array.of(0x3c00, 0x4000); // the row 1, 2
 * const b = Uint16Array.of(0x3c00, 0x4000, 0x4200, 0x4400); // the rows 1, 2 and 3, 4
 * const product = tensorCoreMatmul(tensorCoreModels.A100.fp16.fp32, a, b, { m: 1, n: 2, k: 2 });
 * product[1]; // 0x41200000
 */
export function tensorCoreMatmul(
  model: TensorCoreModel,
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  shape: MatmulShape,
  c?: ArrayLike<number>,
): OutputCodes {
  const { m, n, k } = shape;
  const isSize = (x: number): boolean => Number.isSafeInteger(x) && x >= 0;
  if (!(isSize(m) && isSize(n) && isSize(k))) {
    throw new RangeError(`tensorCoreMatmul: m, n and k that are sizes expected, got ${m}, ${n} and ${k}`);
  }
  const expectLength = (operand: string, { length }: ArrayLike<number>, rows: number, columns: number): void => {
    if (length === rows * columns) return;
    const expected = `${rows} × ${columns} elements of ${operand} expected`;
    throw new RangeError(`tensorCoreMatmul: ${expected}, got ${length}`);
  };
  expectLength("a", a, m, k);
  expectLength("b", b, k, n);
  if (c !== undefined) expectLength("c", c, m, n);
  return multiply("tensorCoreMatmul", model, { a, b, c }, shape);
}

interface Operands {
  readonly a: ArrayLike<number>;
  readonly b: ArrayLike<number>;
  readonly c?: ArrayLike<number> | undefined;
}

/** The product of operands whose lengths are known to fit. */
export function multiply(
  subject: string,
  model: TensorCoreModel,
  { a, b, c }: Operands,
  { m, n, k }: MatmulShape,
): OutputCodes {
  checkTensorCoreModel(subject, model);
  const { input, output } = model;
  const rejectC = rejectCode(`${subject}: c`, output, c ?? []);
  const sums = c === undefined ? new Float32Array(m * n) : outputValues(output, c, rejectC);
  const rows = packOperand(model, a, { rows: m, k, rowStride: k, stride: 1 }, rejectCode(`${subject}: a`, input, a));
  const columns = packOperand(model, b, { rows: n, k, rowStride: 1, stride: n }, rejectCode(`${subject}: b`, input, b));
  accumulateProduct(model, rows, columns, sums);
  return outputCodes(output, sums);
}
