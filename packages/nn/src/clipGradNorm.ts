import { run } from "@binade/autograd";
import type { Optimizer } from "./optimizers/optimizer.ts";

/**
 * Scale all gradients of an optimizer so that their common 2-norm is at most `maxNorm` (N13), on the device.
 * With a loss scaler, unscale first: `scaler.unscale(optimizer); clipGradNorm(optimizer, 1)`.
 *
 * @throws RangeError when `maxNorm` is not greater than 0.
 * @example
 * import { createEngine, mul, sum } from "@binade/autograd";
 * import { createCpuBackend } from "@binade/backend-cpu";
 * import { clipGradNorm, SGD } from "@binade/nn";
 *
 * const engine = createEngine(await createCpuBackend());
 * const weight = engine.tensor([1.5, 2], [2], { requiresGrad: true });
 * const optimizer = new SGD([{ name: "weight", tensor: weight }], { learningRate: 1 });
 * sum(mul(weight, weight)).backward(); // the gradient is [3, 4]
 * clipGradNorm(optimizer, 1);
 * Array.from((await weight.grad?.read()) ?? [], (g) => g.toFixed(4)); // ["0.6000", "0.8000"]
 */
export function clipGradNorm(optimizer: Optimizer, maxNorm: number): void {
  if (!(maxNorm > 0)) throw new RangeError(`clipGradNorm: maxNorm must be greater than 0, got ${maxNorm}`);
  const gradients = optimizer.gradients().map(({ gradient }) => gradient);
  run(optimizer.engine, "clip", [optimizer.state, ...gradients], [], { maxNorm });
}
