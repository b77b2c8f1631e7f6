import { argmax, type Engine } from "@binade/autograd";
import type { Trainer } from "@binade/nn";
import { makeBatch } from "./batchSource.ts";
import type { LabelledImages } from "./mnist.ts";

/** Share of the test images whose largest logit is at the label, in the precision of the run. */
export async function evaluate(engine: Engine, trainer: Trainer, test: LabelledImages): Promise<number> {
  const count = test.labels.values.length;
  const chunk = 500;
  let hits = 0;
  for (let start = 0; start < count; start += chunk) {
    const scope = engine.scope();
    const indices = Uint32Array.from({ length: Math.min(chunk, count - start) }, (_, i) => start + i);
    const { images } = makeBatch(engine, test, indices);
    const predicted = await argmax(trainer.predict(images), { axes: 1 }).read();
    scope.end();
    for (let i = 0; i < indices.length; i++) if (predicted[i] === test.labels.values[start + i]) hits++;
  }
  return hits / count;
}
