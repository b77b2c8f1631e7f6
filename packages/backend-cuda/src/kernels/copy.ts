import type { View } from "@binade/backend";
import type { Launcher } from "../launch/launcher.ts";

export function copy(launcher: Launcher, [y]: readonly View[], [x]: readonly View[]): void {
  launcher.run({ kernel: "copy", views: [y!, x!] });
}
