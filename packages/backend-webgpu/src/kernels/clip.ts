import { elementCount, type KernelParams, type View } from "@binade/backend";
import type { KernelRunner } from "./kernelRunner.ts";
import { stateWords } from "./stateWords.ts";
import { sumRows } from "./sumRows.ts";
import { f32Word, wordCount } from "./words.ts";

/** total = √(sum over parameters of sum(g·g)), coef = minimum(1, maxNorm ÷ (total + 1e-6)), g = g·coef (N13). */
export function clip(
  runner: KernelRunner,
  [state, ...gradients]: readonly View[],
  _: readonly View[],
  { maxNorm }: KernelParams["clip"],
): void {
  const norms = runner.scratch("f32", gradients.length);
  const total = runner.scratch("f32", 1);
  for (const [i, g] of gradients.entries()) {
    const sum = { number: "float", value: "square", result: "sum" } as const;
    sumRows(runner, { ...norms, shape: [1], offset: i }, g, 1, elementCount(g.shape), sum);
  }
  const sum = { number: "float", value: "element", result: "sum" } as const;
  sumRows(runner, total, norms, 1, gradients.length, sum);
  runner.run({
    kernel: "clipCoefficient",
    options: stateWords,
    update: { state: state! },
    read: { x: total },
    params: { max_norm: f32Word(maxNorm) },
    size: { groups: 1 },
  });
  for (const y of gradients) {
    const words = wordCount(y);
    runner.run({
      kernel: "clipScale",
      options: stateWords,
      update: { y },
      read: { state: state! },
      params: { count: elementCount(y.shape), word_count: words },
      size: { items: words },
    });
  }
  runner.release(norms);
  runner.release(total);
}
