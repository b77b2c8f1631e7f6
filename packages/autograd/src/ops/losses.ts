import { engineOf } from "../autocastInputs.ts";
import { AutogradError } from "../autogradError.ts";
import { listed } from "../listed.ts";
import { operation } from "../operation.ts";
import type { Tensor } from "../tensor.ts";
import { div, mul, sub } from "./arithmetic.ts";
import { cast } from "./cast.ts";
import { notEqual } from "./comparisons.ts";
import { gather, gatherRows } from "./gather.ts";
import { neg } from "./pointwise.ts";
import { mean, sum } from "./reductions.ts";
import { logSoftmax } from "./softmax.ts";
import { reshape } from "./views.ts";
import { where } from "./where.ts";

export interface CrossEntropyOptions {
  /** Weight of each class, `[classes]` f32; the mean then divides by the weights of the kept targets. */
  readonly classWeights?: Tensor;
  /** Targets of this value count for nothing. */
  readonly ignoreIndex?: number;
}

/**
 * Mean over the targets of −logSoftmax(logits)[target]. Shapes: `[n, classes, …]`, i32 `[n, …]` → scalar f32.
 * With nothing to count it is NaN (N14).
 * @example
 * import { createEngine, crossEntropy } from "@binade/autograd";
 * import { createCpuBackend } from "@binade/backend-cpu";
 *
 * const engine = createEngine(await createCpuBackend());
 * const logits = engine.tensor([0, 0], [1, 2]);
 * await crossEntropy(logits, engine.tensor(new Int32Array([1]))).item(); // 0.6931471824645996
 */
export function crossEntropy(logits: Tensor, targets: Tensor, options: CrossEntropyOptions = {}): Tensor {
  const expected = logits.shape.filter((_, axis) => axis !== 1);
  if (logits.rank < 2 || targets.dtype !== "i32" || targets.shape.join() !== expected.join()) {
    const message = `crossEntropy: logits ${listed(logits.shape)} need i32 targets of shape ${listed(expected)}, got ${targets.dtype} ${listed(targets.shape)}`;
    throw new AutogradError("ERR_SHAPE", message);
  }
  const { classWeights } = options;
  engineOf("crossEntropy", classWeights === undefined ? [logits, targets] : [logits, targets, classWeights]);
  if (classWeights !== undefined && classWeights.shape.join() !== `${logits.shape[1]}`) {
    const message = `crossEntropy: logits ${listed(logits.shape)} need class weights of shape ${listed(logits.shape[1])}, got ${listed(classWeights.shape)}`;
    throw new AutogradError("ERR_SHAPE", message);
  }
  return operation("crossEntropy", [logits], ([input]) => meanLoss(cast(input as Tensor, "f32"), targets, options));
}

function meanLoss(logits: Tensor, targets: Tensor, { classWeights, ignoreIndex }: CrossEntropyOptions): Tensor {
  const kept = ignoreIndex === undefined ? undefined : notEqual(targets, ignoreIndex);
  const classes = kept === undefined ? targets : where(kept, targets, 0);
  const picked = neg(gather(logSoftmax(logits, 1), 1, classes));
  const weights =
    classWeights && reshape(gatherRows(reshape(classWeights, [-1, 1]), reshape(classes, [-1])), targets.shape);
  const weighted = weights === undefined ? picked : mul(weights, picked);
  if (kept === undefined && weights === undefined) return div(sum(weighted), targets.size);
  const counted = weights ?? logits.engine.full(targets.shape, 1);
  if (kept === undefined) return div(sum(weighted), sum(counted));
  return div(sum(where(kept, weighted, 0)), sum(where(kept, counted, 0)));
}

/**
 * Mean of (a − b)² over all elements. Shapes: equal → scalar.
 * @example
 * import { createEngine, mse } from "@binade/autograd";
 * import { createCpuBackend } from "@binade/backend-cpu";
 *
 * const engine = createEngine(await createCpuBackend());
 * await mse(engine.tensor([1, 2]), engine.tensor([1, 5])).item(); // 4.5
 */
export function mse(a: Tensor, b: Tensor): Tensor {
  engineOf("mse", [a, b]);
  if (a.shape.join() !== b.shape.join()) {
    throw new AutogradError(
      "ERR_SHAPE",
      `mse: expected two tensors of one shape, got ${listed(a.shape)} and ${listed(b.shape)}`,
    );
  }
  return operation("mse", [a, b], (operands) => {
    const [left, right] = operands as [Tensor, Tensor];
    const d = sub(cast(left, "f32"), cast(right, "f32"));
    return cast(mean(mul(d, d)), left.dtype);
  });
}
