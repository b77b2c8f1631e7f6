import type { KernelParams, View } from "@binade/backend";
import type { KernelRunner } from "./kernelRunner.ts";
import { f32Word, runByWord } from "./words.ts";

const wordRange = 4294967296;
/** 2^24: how many values a uniform one has. */
const steps = 16777216;

export function random(
  runner: KernelRunner,
  [y]: readonly View[],
  _: readonly View[],
  params: KernelParams["random"],
): void {
  const { kind, seed, stream } = params;
  const key = { stream, seed_low: seed % wordRange, seed_high: Math.floor(seed / wordRange) };
  runByWord(runner, y!, { kernel: "random", options: { kind }, params: { ...key, ...bounds(params) } });
}

function bounds(params: KernelParams["random"]): Readonly<Record<string, number>> {
  if (params.kind === "uniform") return { low: f32Word(params.low), span: f32Word(params.high - params.low) };
  if (params.kind === "keep") return { threshold: Math.floor(params.dropProbability * steps) };
  return {};
}
