import { elementCount, type KernelParams, type View } from "@binade/backend";
import type { KernelRunner } from "./kernelRunner.ts";
import { stateWords } from "./stateWords.ts";
import { f32Word, wordCount } from "./words.ts";

/** g = g·rn(1 ÷ scale) for every gradient; which held an infinity or a NaN goes to its flag word (N12). */
export function unscaleAndCheck(
  runner: KernelRunner,
  [state, ...gradients]: readonly View[],
  [scaler]: readonly View[],
  { parameters, recheck }: KernelParams["unscaleAndCheck"],
): void {
  for (const [i, y] of gradients.entries()) {
    const words = wordCount(y);
    runner.run({
      kernel: "unscaleAndCheck",
      options: { ...stateWords, recheck: String(recheck) },
      update: { y },
      atomic: { state: state! },
      read: { scaler: scaler! },
      params: { parameter: parameters[i]!, count: elementCount(y.shape), word_count: words },
      size: { items: words },
    });
  }
}

/** One transition of the scale over the found flags of all optimizers, which are cleared for the next iteration (N12). */
export function updateScale(
  runner: KernelRunner,
  [scaler, ...states]: readonly View[],
  _: readonly View[],
  params: KernelParams["updateScale"],
): void {
  const found = runner.zeroed("i32", 1);
  for (const state of states) {
    const words = elementCount(state.shape);
    runner.run({
      kernel: "collectFound",
      options: stateWords,
      update: { state, found },
      params: { word_count: words },
      size: { invocations: words },
    });
  }
  if (params.dynamic) {
    runner.run({
      kernel: "updateScale",
      options: { ...stateWords, growthTest: params.growthTest === "equal" ? "==" : ">=" },
      update: { scaler: scaler! },
      read: { found },
      params: {
        growth: f32Word(params.growthFactor),
        backoff: f32Word(params.backoffFactor),
        interval: Math.min(params.growthInterval, 0x7fffffff),
        least: f32Word(params.minScale),
        greatest: f32Word(greatestBelow(params.maxScale)),
      },
      size: { groups: 1 },
    });
  }
  runner.release(found);
}

/** The greatest f32 that is not above a positive f64. */
function greatestBelow(limit: number): number {
  const nearest = Math.fround(limit);
  return nearest <= limit ? nearest : (new Float32Array(Uint32Array.of(f32Word(nearest) - 1).buffer)[0] as number);
}
