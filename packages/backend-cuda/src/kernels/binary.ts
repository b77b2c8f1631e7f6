import type { KernelParams, View } from "@binade/backend";
import type { Launcher } from "../launch/launcher.ts";

export function binary(
  launcher: Launcher,
  [y]: readonly View[],
  [a, b]: readonly View[],
  { op }: KernelParams["binary"],
): void {
  launcher.run({ kernel: `binary_${op}`, views: [y!, a!, b!] });
}
