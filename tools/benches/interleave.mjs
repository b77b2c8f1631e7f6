/** Medians of interleaved runs: every row runs once in each round, so that a slow moment of the machine hits them all. */

/**
 * @typedef {object} Row
 * @property {string} name
 * @property {number} elements Elements that one run works on.
 * @property {() => void} run
 */

/** @typedef {{ name: string, millionsPerSecond: number, slowest: number, fastest: number }} Measured */

const leastMilliseconds = 30; // of one measurement, so that the clock's resolution does not show

/**
 * @param {readonly Row[]} rows
 * @param {{ rounds: number, onRound: (round: number) => void }} options
 * @returns {Measured[]}
 */
export function interleave(rows, { rounds, onRound }) {
  const plans = rows.map((row) => ({ ...row, repetitions: warmUp(row), rates: /** @type {number[]} */ ([]) }));
  for (let round = 1; round <= rounds; round++) {
    for (const { run, repetitions, elements, rates } of plans) {
      rates.push((elements * repetitions) / (1000 * time(run, repetitions)));
    }
    onRound(round);
  }
  return plans.map(({ name, rates }) => {
    const sorted = rates.sort((a, b) => a - b);
    const at = (/** @type {number} */ i) => sorted[i] ?? Number.NaN;
    return {
      name,
      millionsPerSecond: at(Math.floor(sorted.length / 2)),
      slowest: at(0),
      fastest: at(sorted.length - 1),
    };
  });
}

/** Run until the optimising compiler has had its chance, and find how often to repeat. @param {Row} row */
function warmUp({ run }) {
  time(run, 20);
  let repetitions = 1;
  for (; time(run, repetitions) < leastMilliseconds; repetitions *= 2);
  return repetitions;
}

/** Milliseconds. @param {() => void} run @param {number} repetitions */
function time(run, repetitions) {
  const start = performance.now();
  for (let i = 0; i < repetitions; i++) run();
  return performance.now() - start;
}
