import { describe, expect, it, test } from "vitest";
import type { FunctionCase } from "./functionCases.ts";
import { functionError } from "./functionError.ts";
import { functionOracle } from "./functionOracle.ts";

const { SEED = "20240229" } = process.env;
const seed = Number(SEED);
const sampleCount = 2 ** 20;
const oracleCount = 4096;
const denseRadius = 4096;
const canonicalNaN = 0x7fc00000;

const float = new Float32Array(1); //             scratch
const word = new Uint32Array(float.buffer); //    scratch, the same four bytes

const fromBits = (bits: number): number => {
  word[0] = bits;
  return float[0]!;
};
const toBits = (x: number): number => {
  if (Number.isNaN(x)) return canonicalNaN;
  float[0] = x;
  return word[0]!;
};
const hex = (bits: number): string => bits.toString(16).padStart(8, "0");

export interface FunctionExpectations {
  readonly specials: readonly (readonly [x: number, expected: number])[];
  /** Inputs around which every neighbour is tried: where the algorithm changes course. */
  readonly boundaries: readonly number[];
  /** Where the function is neither constant nor trivial; half of the samples are taken from it. */
  readonly range: readonly [low: number, high: number];
}

/** The tests that every elementary function passes: special values, the bound, and the bits of the algorithm. */
export function describeFunction(
  functionCase: FunctionCase,
  { specials, boundaries, range }: FunctionExpectations,
): void {
  const { name, evaluate, bound, unit } = functionCase;
  const oracle = functionOracle[name];
  const checkBound = (x: number): void => {
    const error = functionError(functionCase, x);
    if (!(error <= bound)) throw new Error(`${name}(${hex(toBits(x))} = ${x}): ${error} ${unit} (seed ${seed})`);
  };
  const checkBits = (x: number): void => {
    const bits = toBits(x);
    const y = evaluate(x);
    if (!Object.is(Math.fround(y), y)) throw new Error(`${name}(${hex(bits)}): ${y} is no binary32 value`);
    const got = hex(toBits(y));
    const expected = hex(toBits(fromBits(oracle(bits))));
    if (got !== expected)
      throw new Error(`${name}(${hex(bits)} = ${x}): ${expected} expected, got ${got} (seed ${seed})`);
  };

  describe(`${name}(x)`, () => {
    test.each(specials.map(([x, expected]) => ({ x, expected })))("$x -> $expected", ({ x, expected }) => {
      expect(evaluate(x)).toBe(expected);
    });
    it(`stays within ${bound} ${unit} on ${sampleCount} inputs of seed ${seed}`, () => {
      for (const x of sample(sampleCount, range)) checkBound(x);
    });
    it("stays within the bound at every neighbour of its boundaries", () => {
      for (const x of neighbours(boundaries, denseRadius)) checkBound(x);
    });
    it(`has the bits of its algorithm in softfloat operations, seed ${seed}`, () => {
      for (const x of sample(oracleCount, range)) checkBits(x);
      for (const x of neighbours(boundaries, 8)) checkBits(x);
      for (const [x] of specials) checkBits(x);
    });
  });
}

/** Half of the inputs from all words, half uniform in `range`. */
function* sample(count: number, [low, high]: readonly [number, number]): Generator<number> {
  const random = createRandom();
  for (let i = 0; i < count; i += 2) {
    yield fromBits(random());
    yield Math.fround(low + (high - low) * (random() / 2 ** 32));
  }
}

/** Every value whose word is at most `radius` from that of a boundary, on the same side of zero. */
function* neighbours(boundaries: readonly number[], radius: number): Generator<number> {
  for (const boundary of boundaries) {
    const sign = boundary < 0 ? 0x80000000 : 0;
    const magnitude = toBits(Math.abs(boundary));
    for (let bits = Math.max(0, magnitude - radius); bits <= magnitude + radius; bits++) yield fromBits(bits + sign);
  }
}

/** 32-bit words of xorshift32. */
function createRandom(): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}
