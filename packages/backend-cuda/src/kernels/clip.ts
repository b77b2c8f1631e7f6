import { elementCount, type KernelParams, type View } from "@binade/backend";
import { f32Word } from "../launch/f32Word.ts";
import type { Launcher } from "../launch/launcher.ts";
import { sumRows } from "./sumRows.ts";

/** total = √(sum over parameters of sum(g·g)), coef = minimum(1, maxNorm ÷ (total + 1e-6)), g = g·coef (N13). */
export function clip(
  launcher: Launcher,
  [state, ...gradients]: readonly View[],
  _: readonly View[],
  { maxNorm }: KernelParams["clip"],
): void {
  const norms = launcher.scratch("f32", gradients.length);
  const total = launcher.scratch("f32", 1);
  for (const [i, g] of gradients.entries()) {
    const norm = { ...norms, shape: [1], offset: i };
    sumRows(launcher, norm, g, 1, elementCount(g.shape), { number: "real", ofSquares: true });
  }
  sumRows(launcher, total, norms, 1, gradients.length, { number: "real" });
  launcher.run({
    kernel: "clipCoefficientOf",
    views: [state!, total],
    words: [f32Word(maxNorm), f32Word(1e-6)],
    threads: 1,
  });
  for (const g of gradients) launcher.run({ kernel: "clipScale", views: [g, state!] });
  launcher.release(norms);
  launcher.release(total);
}
