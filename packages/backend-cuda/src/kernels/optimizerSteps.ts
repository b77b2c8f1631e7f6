import type { KernelParams, View } from "@binade/backend";
import { f32Word } from "../launch/f32Word.ts";
import type { Launcher } from "../launch/launcher.ts";

/** SGD by N11. The flag of the parameter is set afterwards, when every element has seen what it was. */
export function sgdStep(
  launcher: Launcher,
  outputs: readonly View[],
  [g]: readonly View[],
  params: KernelParams["sgdStep"],
): void {
  const state = outputs[outputs.length - 1]!;
  const [w, buffer] = outputs.slice(0, -1) as [View, View?];
  launcher.run({
    kernel: "sgdStep",
    views: [w, buffer ?? w, g!, state],
    words: [
      f32Word(params.learningRate),
      f32Word(params.momentum),
      f32Word(1 - params.dampening),
      f32Word(params.weightDecay),
      params.parameter,
      params.nesterov ? 1 : 0,
      buffer === undefined ? 0 : 1,
    ],
  });
  launcher.run({ kernel: "markStepped", views: [state], words: [params.parameter], threads: 1 });
}

/** Adam and AdamW by N11; bias corrections from the host's tables by N10. */
export function adamStep(
  launcher: Launcher,
  [w, m, v]: readonly View[],
  [g, state, c1, c2]: readonly View[],
  params: KernelParams["adamStep"],
): void {
  launcher.run({
    kernel: "adamStep",
    views: [w!, m!, v!, g!, state!, c1!, c2!],
    words: [
      f32Word(params.learningRate),
      f32Word(params.beta1),
      f32Word(params.beta2),
      f32Word(1 - params.beta1),
      f32Word(1 - params.beta2),
      f32Word(params.epsilon),
      f32Word(params.weightDecay),
      f32Word(1 - params.learningRate * params.weightDecay),
      params.decoupled ? 1 : 0,
      c1!.shape[0]!,
      c2!.shape[0]!,
    ],
  });
}

/** A skipped step does not count (N10). */
export function advanceStep(launcher: Launcher, [state]: readonly View[]): void {
  launcher.run({ kernel: "advanceStep", views: [state!], threads: 1 });
}
