import { multiply } from "./tensorCoreMatmul.ts";
import type { TensorCoreModel } from "./tensorCoreModel.ts";

/**
 * The dot product a·b + c as a GPU's matrix unit computes it, bit for bit.
 *
 * `a` and `b` hold codes of `model.input` (TF32: 19-bit codes), `c` and the result are codes of `model.output`. Any length
 * will do: +0 fills the last instruction, and no elements give c. A NaN that comes out is the code of all ones but the
 * sign, as on the GPU; subnormals are kept. Accuracy: that of the unit, which cuts digits off on the way; see
 * {@link TensorCoreModel} for how, and {@link tensorCoreModels} for what recorded data confirms.
 *
 * @throws RangeError when the lengths differ, an element is no code of its format, or the model contradicts itself.
 * @see F. A. Khattak, M. Mikaitis, “Accurate Models of NVIDIA Tensor Cores”, arXiv:2512.07004.
 * @example
 * import { tensorCoreDot, tensorCoreModels } from "@binade/softfloat";
 *
 * const { V100, H100 } = tensorCoreModels;
 * const ones = [0x3c00, 0x3c00];
 * const tiny = [0x0001, 0x0001]; // 2^-24 each
 * tensorCoreDot(V100.fp16.fp32, ones, tiny, 0x3f800000); // 0x3f800000
 * tensorCoreDot(H100.fp16.fp32, ones, tiny, 0x3f800000); // 0x3f800001
 */
export function tensorCoreDot(model: TensorCoreModel, a: ArrayLike<number>, b: ArrayLike<number>, c: number): number {
  if (a.length !== b.length) {
    throw new RangeError(`tensorCoreDot: a and b of one length expected, got ${a.length} and ${b.length}`);
  }
  const [code = 0] = multiply("tensorCoreDot", model, { a, b, c: [c] }, { m: 1, n: 1, k: a.length });
  return code;
}
