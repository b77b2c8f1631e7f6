import type { Optimizer } from "@binade/nn";

/** The f32 weights as they are now. */
export async function readWeights(optimizer: Optimizer): Promise<Float32Array[]> {
  return Promise.all(optimizer.slots.map(async ({ master }) => (await master.read()) as Float32Array));
}

/** Share of the weights that hold the same bits before and after. */
export function unmovedShare(before: readonly Float32Array[], after: readonly Float32Array[]): number {
  let [same, values] = [0, 0];
  before.forEach((old, p) => {
    const now = after[p] as Float32Array;
    values += old.length;
    for (let i = 0; i < old.length; i++) if (Object.is(old[i], now[i])) same++;
  });
  return same / values;
}
