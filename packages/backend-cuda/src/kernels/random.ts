import type { KernelParams, View } from "@binade/backend";
import { wide } from "../launch/encodeCall.ts";
import { f32Word } from "../launch/f32Word.ts";
import type { Launcher } from "../launch/launcher.ts";

/** 2^24: how many values a uniform one has. */
const steps = 16777216;

export function random(
  launcher: Launcher,
  [y]: readonly View[],
  _: readonly View[],
  params: KernelParams["random"],
): void {
  const words = [...wide(params.seed), params.stream, ...bounds(params)];
  launcher.run({ kernel: `random_${params.kind}`, views: [y!], words });
}

function bounds(params: KernelParams["random"]): number[] {
  if (params.kind === "uniform") return [f32Word(params.low), f32Word(params.high - params.low)];
  if (params.kind === "keep") return [Math.floor(params.dropProbability * steps)];
  return [];
}
