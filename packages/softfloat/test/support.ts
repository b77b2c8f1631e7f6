import type { Flags } from "../src/index.ts";

const { SEED = "754" } = process.env;

/** Seed of the random tests, printed in their titles; set `SEED` to replay another run. */
export const seed: number = Number(SEED);

/** A generator of uniform 32-bit words (mulberry32), so that a seed replays a run. */
export function createRandom(start: number): () => number {
  let state = start | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), 1 | state);
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
    return (word ^ (word >>> 14)) >>> 0;
  };
}

/** Collects what went wrong, so that millions of cases make one assertion that prints the first few. */
export class Failures {
  readonly first: string[] = [];
  cases = 0;

  check(isRight: boolean, describe: () => string): void {
    this.cases++;
    if (!isRight && this.first.length < 5) this.first.push(describe());
  }
}

/** Flags as a TestFloat number: 1 inexact, 2 underflow, 4 overflow, 8 divideByZero, 16 invalid. */
export function flagBits({ inexact, underflow, overflow, divideByZero, invalid }: Flags): number {
  return (
    Number(inexact) + 2 * Number(underflow) + 4 * Number(overflow) + 8 * Number(divideByZero) + 16 * Number(invalid)
  );
}

/** The binary64 next to a nonzero finite number: `step` 1 away from zero, −1 towards it. */
export function neighbour(x: number, step: 1 | -1): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  view.setBigUint64(0, view.getBigUint64(0) + BigInt(step));
  return view.getFloat64(0);
}

export function floatOf(word: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, word);
  return view.getFloat32(0);
}

export function wordOf(x: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, x);
  return view.getUint32(0);
}

export function hex(code: number | bigint): string {
  return `0x${code.toString(16)}`;
}
