import type { Format, IeeeFormat } from "../format/format.ts";

/**
 * How a matrix unit computes a dot product, as data: `d = a·b + c`.
 *
 * The products are taken in blocks. A block is n exact products and one addend. All of them are aligned to the largest
 * exponent E among them, cut off (toward zero) below `2^(E − fractionBits)`, added exactly, and the sum is rounded once.
 * Exponents are those of the codes: a product of significands 1.5 · 1.5 stays 2.25 and keeps the sum of their exponents,
 * a subnormal keeps `emin`. The result of a block is the addend of the next.
 *
 * @see F. A. Khattak, M. Mikaitis, “Accurate Models of NVIDIA Tensor Cores”, arXiv:2512.07004.
 * @see P. Xie et al., “MMA-Sim”, arXiv:2511.10909.
 * @see M. Fasi, N. J. Higham, M. Mikaitis, S. Pranesh, “Numerical behavior of NVIDIA tensor cores”, PeerJ CS 7:e330, 2021.
 */
export interface TensorCoreModel {
  /** What messages call it. */
  readonly name: string;
  /** Format of the elements of a and b. */
  readonly input: Format;
  /** Format of c and of the result. */
  readonly output: IeeeFormat;
  /** n: products of one block. */
  readonly blockLength: number;
  /** F: binary digits that are kept below the largest exponent of a block. */
  readonly fractionBits: number;
  /** E is at least this, however small the terms are. */
  readonly leastExponent: number;
  /** Significand digits of a block's result, at most those of `output`. */
  readonly precision: number;
  /** How a block's sum is rounded to them. */
  readonly rounding: "roundTowardZero" | "roundTiesToEven";
  /**
   * Which products go to which block of an instruction: the positions of each, in a period that is repeated. `[[0]]` is
   * one block of consecutive products; `[[0, 1], [2, 3]]` is two, whose products have k mod 4 in {0, 1} and in {2, 3}.
   */
  readonly blocks: readonly (readonly number[])[];
  /**
   * `"first"`: c is the addend of the first block. `"last"`: an instruction starts from +0 and c is added to its result
   * by an IEEE 754 addition in `output`, ties to even.
   */
  readonly addend: "first" | "last";
}

/** Products of one instruction: k is cut into pieces of this length. */
export function instructionLength({ blockLength, blocks }: TensorCoreModel): number {
  return blockLength * blocks.length;
}
