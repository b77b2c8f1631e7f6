import { elementCount, type KernelParams, type View } from "@binade/backend";
import { f32Word } from "../launch/f32Word.ts";
import type { Launcher } from "../launch/launcher.ts";

/** g = g·rn(1 ÷ scale) for every gradient; which held an infinity or a NaN goes to its flag word (N12). */
export function unscaleAndCheck(
  launcher: Launcher,
  [state, ...gradients]: readonly View[],
  [scaler]: readonly View[],
  { parameters, recheck }: KernelParams["unscaleAndCheck"],
): void {
  for (const [i, g] of gradients.entries()) {
    const words = [parameters[i]!, recheck ? 1 : 0];
    launcher.run({ kernel: "unscaleAndCheck", views: [g, state!, scaler!], words });
  }
}

/** One transition of the scale over the found flags of all optimizers, which are cleared for the next iteration (N12). */
export function updateScale(
  launcher: Launcher,
  [scaler, ...states]: readonly View[],
  _: readonly View[],
  params: KernelParams["updateScale"],
): void {
  const found = launcher.zeroed("i32", 1);
  for (const state of states) {
    launcher.run({ kernel: "collectFound", views: [state, found], threads: elementCount(state.shape) });
  }
  if (params.dynamic) {
    const words = [
      f32Word(params.growthFactor),
      f32Word(params.backoffFactor),
      Math.min(params.growthInterval, 0x7fffffff),
      params.growthTest === "equal" ? 1 : 0,
      f32Word(params.minScale),
      f32Word(greatestBelow(params.maxScale)),
    ];
    launcher.run({ kernel: "updateScale", views: [scaler!, found], words, threads: 1 });
  }
  launcher.release(found);
}

/** The greatest f32 that is not above a positive f64. */
function greatestBelow(limit: number): number {
  const nearest = Math.fround(limit);
  return nearest <= limit ? nearest : (new Float32Array(Uint32Array.of(f32Word(nearest) - 1).buffer)[0] as number);
}
