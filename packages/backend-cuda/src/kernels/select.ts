import type { View } from "@binade/backend";
import type { Launcher } from "../launch/launcher.ts";

export function select(launcher: Launcher, [y]: readonly View[], [condition, a, b]: readonly View[]): void {
  launcher.run({ kernel: "selectElements", views: [y!, condition!, a!, b!] });
}
