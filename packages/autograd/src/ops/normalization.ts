import { apply } from "../apply.ts";
import { engineOf } from "../autocastInputs.ts";
import { AutogradError } from "../autogradError.ts";
import { listed } from "../listed.ts";
import { operation } from "../operation.ts";
import type { Tensor } from "../tensor.ts";
import { add, div, mul, sub } from "./arithmetic.ts";
import { cast } from "./cast.ts";
import { requireFloat } from "./operands.ts";
import { sqrt } from "./pointwise.ts";
import { mean, sum } from "./reductions.ts";
import { reshape } from "./views.ts";

/** Statistics of a batch that a layer may keep. Both `[c]`, f32, without history. */
export interface BatchStatistics {
  readonly mean: Tensor;
  /** sum(d·d) ÷ (n − 1). */
  readonly variance: Tensor;
}

/**
 * Normalise every channel by the mean and variance of the batch. Shapes: x `[n, c, …]`, gamma and beta f32 `[c]`.
 * Accuracy: f32 inside, in the order of N14, rounded once to x's dtype.
 * @example
 * import { batchNorm, createEngine } from "@binade/autograd";
 * import { createCpuBackend } from "@binade/backend-cpu";
 *
 * const engine = createEngine(await createCpuBackend());
 * const y = batchNorm(engine.tensor([1, 3], [2, 1]), engine.tensor([2]), engine.tensor([1]), 0);
 * Array.from(await y.read()); // [-1, 3]
 */
export function batchNorm(x: Tensor, gamma: Tensor, beta: Tensor, epsilon: number = 1e-5): Tensor {
  const shape = channelShape("batchNorm", x, [gamma, beta]);
  const axes = [...x.shape.keys()].filter((axis) => axis !== 1);
  return operation("batchNorm", [x], ([input]) =>
    apply(x.engine, "normalize", [input as Tensor, reshape(gamma, shape), reshape(beta, shape)], { axes, epsilon }),
  );
}

/** The statistics that {@link batchNorm} would feed into running ones. */
export function batchStatistics(x: Tensor): BatchStatistics {
  const axes = [...x.shape.keys()].filter((axis) => axis !== 1);
  const count = x.size / (x.shape[1] as number);
  const [center, variance] = x.engine.noGrad(() =>
    x.engine.autocast(undefined, () =>
      x.engine.tidy(() => {
        const wide = cast(x, "f32");
        const kept = mean(wide, { axes, keepAxes: true });
        const d = sub(wide, kept);
        return [reshape(kept, [-1]), div(sum(mul(d, d), { axes }), count - 1)];
      }),
    ),
  ) as [Tensor, Tensor];
  return { mean: center, variance };
}

/** Normalise every channel by given statistics: (((x − mean) · (1 ÷ √(variance + epsilon)))·gamma) + beta, rounded once. */
export function batchNormWith(
  x: Tensor,
  { mean: center, variance }: BatchStatistics,
  [gamma, beta]: readonly [Tensor, Tensor],
  epsilon: number = 1e-5,
): Tensor {
  const shape = channelShape("batchNorm", x, [gamma, beta, center, variance]);
  const spread = (tensor: Tensor): Tensor => reshape(tensor, shape);
  return operation("batchNorm", [x], (operands) => {
    const [input] = operands as [Tensor];
    const r = div(1, sqrt(add(spread(variance), epsilon)));
    const normalized = mul(sub(cast(input, "f32"), spread(center)), r);
    return cast(add(mul(normalized, spread(cast(gamma, "f32"))), spread(cast(beta, "f32"))), input.dtype);
  });
}

/**
 * Normalise over the last axis. Shapes: x `[…, d]`, gamma and beta `[d]`.
 * Accuracy: f32 inside, in the order of N14, rounded once to x's dtype.
 * @example
 * import { createEngine, layerNorm } from "@binade/autograd";
 * import { createCpuBackend } from "@binade/backend-cpu";
 *
 * const engine = createEngine(await createCpuBackend());
 * const y = layerNorm(engine.tensor([1, 3], [1, 2]), engine.tensor([1, 1]), engine.tensor([0, 0]), 0);
 * Array.from(await y.read()); // [-1, 1]
 */
export function layerNorm(x: Tensor, gamma: Tensor, beta: Tensor, epsilon: number = 1e-5): Tensor {
  engineOf("layerNorm", [x, gamma, beta]);
  requireFloat("layerNorm", x);
  const last = x.rank - 1;
  const size = x.shape[last];
  if (gamma.size !== size || beta.size !== size) {
    const message = `layerNorm: x ${listed(x.shape)} needs gamma and beta of shape ${listed(size)}, got ${listed(gamma.shape)} and ${listed(beta.shape)}`;
    throw new AutogradError("ERR_SHAPE", message);
  }
  const shape = x.shape.map((_, axis) => (axis === last ? (size as number) : 1));
  const params = { axes: [last], epsilon };
  return operation("layerNorm", [x], ([input]) =>
    apply(x.engine, "normalize", [input as Tensor, reshape(gamma, shape), reshape(beta, shape)], params),
  );
}

function channelShape(op: string, x: Tensor, perChannel: readonly Tensor[]): number[] {
  engineOf(op, [x, ...perChannel]);
  requireFloat(op, x);
  const channels = x.shape[1];
  const misfit = perChannel.find((tensor) => tensor.size !== channels);
  if (x.rank < 2 || misfit !== undefined) {
    const message = `${op}: x ${listed(x.shape)} is [n, c, …] and needs one value a channel, got ${misfit === undefined ? "no channel axis" : listed(misfit.shape)}`;
    throw new AutogradError("ERR_SHAPE", message);
  }
  return x.shape.map((_, axis) => (axis === 1 ? (channels as number) : 1));
}
