/** Medians of interleaved runs of work that a device does: each row once in each round. */

/** @typedef {{ name: string, rate: number, slowest: number, fastest: number }} MeasuredRow */

/**
 * @param {import("./webgpu.mjs").AsyncGroup} group
 * @param {{ rounds: number, onRound: (round: number) => void }} options
 * @returns {Promise<MeasuredRow[]>}
 */
export async function interleaveAsync({ rows, work }, { rounds, onRound }) {
  const plans = rows.map((row) => ({ ...row, rates: /** @type {number[]} */ ([]) }));
  for (const { run } of plans) for (let i = 0; i < 3; i++) await run(); // pipelines and pools
  for (let round = 1; round <= rounds; round++) {
    for (const { run, rates } of plans) {
      const start = performance.now();
      await run();
      rates.push((1000 * work) / (performance.now() - start));
    }
    onRound(round);
  }
  return plans.map(({ name, rates }) => {
    const sorted = rates.sort((a, b) => a - b);
    const at = (/** @type {number} */ i) => sorted[i] ?? Number.NaN;
    return { name, rate: at(Math.floor(sorted.length / 2)), slowest: at(0), fastest: at(sorted.length - 1) };
  });
}
