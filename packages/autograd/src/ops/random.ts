import type { Engine, TensorOptions } from "../engine.ts";
import type { Generator } from "../generator.ts";
import { operation } from "../operation.ts";
import { run } from "../run.ts";
import type { Tensor } from "../tensor.ts";
import { mul } from "./arithmetic.ts";
import { cast } from "./cast.ts";
import { requireFloat } from "./operands.ts";
import { where } from "./where.ts";

/** f32 values uniform in [low, high), 24 random bits each, from the next stream of the generator (N16). */
export function uniform(
  engine: Engine,
  shape: readonly number[],
  { low = 0, high = 1, generator, ...options }: TensorOptions & { low?: number; high?: number; generator: Generator },
): Tensor {
  const tensor = engine.empty(shape, "f32", options.role, options.requiresGrad);
  run(engine, "random", [tensor], [], { kind: "uniform", low, high, ...generator.next() });
  return tensor;
}

/** f32 values of the normal distribution with mean 0 and variance 1, from the next stream of the generator (N16). */
export function normal(
  engine: Engine,
  shape: readonly number[],
  { generator, ...options }: TensorOptions & { generator: Generator },
): Tensor {
  const tensor = engine.empty(shape, "f32", options.role, options.requiresGrad);
  run(engine, "random", [tensor], [], { kind: "normal", ...generator.next() });
  return tensor;
}

/**
 * Drop each element with `probability` and scale the others by rn(1 ÷ (1 − probability)); dropped ones are +0 (N16).
 * @param probability - In [0, 1).
 */
export function dropout(x: Tensor, probability: number, generator: Generator): Tensor {
  if (!(probability >= 0 && probability < 1)) {
    throw new RangeError(`dropout: the probability must lie in [0, 1), got ${probability}`);
  }
  requireFloat("dropout", x);
  return operation("dropout", [x], ([input]) => {
    const { engine, shape, dtype } = input as Tensor;
    const keep = engine.empty(shape, "u8");
    run(engine, "random", [keep], [], { kind: "keep", dropProbability: probability, ...generator.next() });
    // the scale is an f32 number, also for a 16-bit x
    const scaled = cast(mul(cast(input as Tensor, "f32"), 1 / (1 - probability)), dtype);
    return where(keep, scaled, 0);
  });
}
