import type { Dtype, Tf32Rounding } from "@binade/backend";
import { convert, FP32, type RoundingMode, TF32 } from "@binade/softfloat";
import type { Codes } from "../support/codes.ts";
import { narrow, plus, times, widen, zero } from "./rounded.ts";

const blockLength = 256;

const tf32Modes: { readonly [R in Tf32Rounding]: RoundingMode } = {
  rna: "roundTiesToAway",
  rz: "roundTowardZero",
  rne: "roundTiesToEven",
};

interface MatmulOptions {
  readonly outputDtype: Dtype;
  readonly tf32?: Tf32Rounding;
  /** Of the output's shape. */
  readonly bias?: Codes;
}

/** N5, element by element: blocks of 256, products and sums rounded, the bias before the one rounding to the dtype. */
export function matmul(a: Codes, b: Codes, { outputDtype, tf32, bias }: MatmulOptions): number[] {
  const rank = a.shape.length;
  const [m, k] = a.shape.slice(rank - 2) as [number, number];
  const n = b.shape[rank - 1]!;
  const batches = a.shape.slice(0, -2).reduce((product, size) => product * size, 1);
  const left = a.codes.map((code) => operand(a.dtype, code, tf32));
  const right = b.codes.map((code) => operand(b.dtype, code, tf32));
  const output: number[] = [];
  for (let batch = 0; batch < batches; batch++) {
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let accumulator = zero;
        for (let start = 0; start < k; start += blockLength) {
          let block = zero;
          for (let p = start; p < Math.min(k, start + blockLength); p++) {
            block = plus(block, times(left[(batch * m + i) * k + p]!, right[(batch * k + p) * n + j]!));
          }
          accumulator = plus(accumulator, block);
        }
        if (bias !== undefined) accumulator = plus(accumulator, widen(bias.dtype, bias.codes[output.length]!));
        output.push(narrow(outputDtype, accumulator));
      }
    }
  }
  return output;
}

function operand(dtype: Dtype, code: number, tf32: Tf32Rounding | undefined): number {
  if (tf32 === undefined || dtype !== "f32") return widen(dtype, code);
  return convert(FP32, TF32, code, { rounding: tf32Modes[tf32] }) * 2 ** (FP32.bits - TF32.bits);
}
