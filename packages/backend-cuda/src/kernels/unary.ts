import type { KernelParams, View } from "@binade/backend";
import type { Launcher } from "../launch/launcher.ts";

export function unary(
  launcher: Launcher,
  [y]: readonly View[],
  [x]: readonly View[],
  { op }: KernelParams["unary"],
): void {
  launcher.run({ kernel: `unary_${op}`, views: [y!, x!] });
}
