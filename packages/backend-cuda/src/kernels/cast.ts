import type { KernelParams, View } from "@binade/backend";
import type { Launcher } from "../launch/launcher.ts";

export function cast(
  launcher: Launcher,
  [y]: readonly View[],
  [x]: readonly View[],
  { saturate = false }: Partial<KernelParams["cast"]>,
): void {
  launcher.run({ kernel: "cast", views: [y!, x!], words: [saturate ? 1 : 0] });
}
