import { type Dtype, elementCount, isFloatDtype, type Tf32Rounding } from "@binade/backend";
import { apply } from "../apply.ts";
import { autocastInputs, engineOf, widest } from "../autocastInputs.ts";
import { AutogradError } from "../autogradError.ts";
import { broadcastShapes } from "../axes.ts";
import { listed } from "../listed.ts";
import { operation } from "../operation.ts";
import type { Tensor } from "../tensor.ts";
import { expand, permute, reshape } from "./views.ts";

/**
 * Matrix product over the last two axes; leading axes broadcast. Shapes: `[…, m, k] × […, k, n] → […, m, n]`.
 * Accuracy: f32 accumulation over k in blocks of 256, rounded once to the dtype (N5). The two float dtypes may differ;
 * the result then has the wider one.
 * @throws AutogradError `ERR_SHAPE` when the inner axes differ.
 * @example
 * import { createEngine, matmul } from "@binade/autograd";
 * import { createCpuBackend } from "@binade/backend-cpu";
 *
 * const engine = createEngine(await createCpuBackend());
 * const product = matmul(engine.tensor([1, 2, 3, 4], [2, 2]), engine.tensor([5, 6, 7, 8], [2, 2]));
 * Array.from(await product.read()); // [19, 22, 43, 50]
 */
export function matmul(a: Tensor, b: Tensor): Tensor {
  const engine = engineOf("matmul", [a, b]);
  return engine.tidy(() => {
    const operands = engine.policy === undefined ? [a, b] : autocastInputs("matmul", [a, b]);
    const [left, right] = operands as [Tensor, Tensor];
    return matrixProduct(left, right, { tf32: tf32Of(a), outputDtype: widest([left, right]) });
  });
}

/**
 * x·Wᵀ + bias over the last axis. Shapes: `[…, in] × [out, in] + [out] → […, out]`.
 * Accuracy: that of {@link matmul}; the bias is added in f32 before the one rounding (N5).
 * @example
 * import { createEngine, linear } from "@binade/autograd";
 * import { createCpuBackend } from "@binade/backend-cpu";
 *
 * const engine = createEngine(await createCpuBackend());
 * const weight = engine.tensor([3, 4, 5, 6], [2, 2]);
 * const y = linear(engine.tensor([1, 2], [1, 2]), weight, engine.tensor([10, 20]));
 * Array.from(await y.read()); // [21, 37]
 */
export function linear(x: Tensor, weight: Tensor, bias?: Tensor): Tensor {
  const operands = bias === undefined ? [x, weight] : [x, weight, bias];
  engineOf("linear", operands);
  const features = weight.shape[1] as number;
  const outputs = weight.shape[0] as number;
  if (weight.rank !== 2 || x.rank === 0 || x.shape[x.rank - 1] !== features) {
    const message = `linear: x ${listed(x.shape)} and weight ${listed(weight.shape)} do not fit (the last axis of x must be ${features})`;
    throw new AutogradError("ERR_SHAPE", message);
  }
  if (bias !== undefined && bias.shape.join() !== `${outputs}`) {
    throw new AutogradError(
      "ERR_SHAPE",
      `linear: expected a bias of shape ${listed(outputs)}, got ${listed(bias.shape)}`,
    );
  }
  const tf32 = tf32Of(x);
  const leading = x.shape.slice(0, -1);
  return operation("linear", operands, (casts) => {
    const [input, matrix, offset] = casts as [Tensor, Tensor, Tensor?];
    const rows = x.rank === 2 ? input : reshape(input, [elementCount(leading), features]);
    const options = { tf32, outputDtype: input.dtype, bias: offset };
    const product = matrixProduct(rows, permute(matrix, [1, 0]), options);
    return x.rank === 2 ? product : reshape(product, [...leading, outputs]);
  });
}

interface ProductOptions {
  readonly tf32: Tf32Rounding | undefined;
  readonly outputDtype: Dtype;
  /** Added in f32, broadcast over the output's shape. */
  readonly bias?: Tensor | undefined;
}

/** The recorded product, operands taken as they are. */
export function matrixProduct(a: Tensor, b: Tensor, { tf32, outputDtype, bias }: ProductOptions): Tensor {
  if (a.rank < 2 || b.rank < 2 || a.shape[a.rank - 1] !== b.shape[b.rank - 2]) {
    const message = `matmul: shapes ${listed(a.shape)} and ${listed(b.shape)} do not fit; expected […, m, k] × […, k, n]`;
    throw new AutogradError("ERR_SHAPE", message);
  }
  for (const { dtype } of [a, b]) {
    if (!isFloatDtype(dtype)) throw new AutogradError("ERR_DTYPE", `matmul: expected float dtypes, got ${dtype}`);
  }
  const batch = broadcastShapes("matmul", a.shape.slice(0, -2), b.shape.slice(0, -2));
  const left = expand(a, [...batch, ...a.shape.slice(-2)]);
  const right = expand(b, [...batch, ...b.shape.slice(-2)]);
  const operands = [left, right];
  if (bias !== undefined)
    operands.push(expand(bias, [...left.shape.slice(0, -1), right.shape[right.rank - 1] as number]));
  return apply(a.engine, "matmul", operands, { tf32, outputDtype });
}

/** The tf32 rounding that the policy in force asks for; never for 16-bit operands. */
export function tf32Of(x: Tensor): Tf32Rounding | undefined {
  return x.engine.policy?.tf32;
}
