import { cast, type Engine, type Generator, type MemoryRole, run, type Tensor, uniform } from "@binade/autograd";
import type { FloatDtype } from "@binade/backend";

/** What a layer with weights starts from. */
export interface LayerOptions {
  /** Draws the first weights; every parameter takes one of its streams. */
  readonly generator: Generator;
  /** Of the parameters. f32 by default; a 16-bit parameter gets an f32 master copy in its optimizer. */
  readonly dtype?: FloatDtype;
  /** Whether there is a bias; yes by default. */
  readonly bias?: boolean;
}

/** A leaf uniform in ±1/√fanIn, the start of linear and convolution layers (N16). */
export function uniformParameter(
  engine: Engine,
  shape: readonly number[],
  fanIn: number,
  options: LayerOptions,
): Tensor {
  const bound = 1 / Math.sqrt(fanIn);
  const { generator, dtype = "f32" } = options;
  const range = { low: -bound, high: bound, generator };
  if (dtype === "f32") return uniform(engine, shape, { ...range, requiresGrad: true, role: "parameter" });
  const wide = uniform(engine, shape, range);
  const parameter = leafLike(wide, dtype, "parameter");
  wide.dispose();
  return parameter;
}

/** A leaf with the values of `x` rounded to `dtype`. */
export function leafLike(x: Tensor, dtype: FloatDtype, role: MemoryRole): Tensor {
  const leaf = x.engine.empty(x.shape, dtype, role, true);
  const rounded = cast(x, dtype);
  run(x.engine, "copy", [leaf], [rounded], {});
  if (rounded !== x) rounded.dispose();
  return leaf;
}
