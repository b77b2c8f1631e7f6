import { describe, expect, test } from "vitest";
import { add, div, FP32, mul, sqrt, sub } from "../src/index.ts";
import {
  bitsOf,
  infinityOf,
  type LayoutName,
  layoutNames,
  layouts,
  maxFiniteOf,
  nanOf,
  signBitOf,
} from "./oracle/layout.ts";
import { arity, compute, type OperationName } from "./oracle/operations.ts";
import { modes } from "./oracle/round.ts";
import type { Options } from "./oracle/special.ts";
import { createRandom, Failures, floatOf, hex, seed, wordOf } from "./support.ts";
import { codeOf, describeFailure, formats, operations, resultOf, withFlags } from "./underTest.ts";

type Row = readonly [name: LayoutName, operation: OperationName];

const rows: Row[] = layoutNames.flatMap((name) =>
  (Object.keys(arity) as OperationName[]).map((operation): Row => [name, operation]),
);
const random = createRandom(seed);

/** Compare value and flags of one operation with the oracle. */
function checkCase(failures: Failures, [name, operation]: Row, operands: readonly bigint[], options: Options): void {
  const format = formats[name];
  const codes = operands.slice(0, arity[operation]).map((bits) => codeOf(format, bits));
  const got = resultOf(() => operations[operation](format, codes, withFlags(options)));
  const expected = compute(layouts[name], operation, operands, options);
  const isRight = got.code === expected.code && got.flags === expected.flags;
  failures.check(isRight, () => describeFailure(codes.map(hex).join(" "), options, got, expected));
}

describe(`operations against the oracle, seed ${seed}`, () => {
  test.each(rows)("%s %s rounds the exact result once, under any options, with its flags", (...row) => {
    const failures = new Failures();
    const bits = bitsOf(layouts[row[0]]);
    const count = bits > 32 ? 100 : bits > 8 ? 250 : 60; // small formats have exhaustive tests of their own
    for (let i = 0; i < count; i++) {
      const a = someCode(row[0], BigInt(random()));
      const b = someCode(row[0], a);
      const c = i % 2 === 0 ? tieBreaker(row[0], a, b) : someCode(row[0], b);
      const edges = i % 2 === 0 ? {} : someOptions();
      for (const rounding of modes) checkCase(failures, row, [a, b, c], { ...edges, rounding });
      checkCase(failures, row, [a, b, c], { ...edges, rounding: "stochastic", random: someRandomBits() });
    }
    expect(failures.first).toEqual([]);
  });

  test.each(rows)("%s %s of zeros, subnormals, largest numbers, infinities and NaNs, all combined", (...row) => {
    const signBit = signBitOf(layouts[row[0]]);
    const signs = layouts[row[0]].isSigned ? [0n, signBit] : [0n];
    const codes = specialMagnitudes(row[0]).flatMap((magnitude) => signs.map((sign) => magnitude + sign));
    const operands = [codes, arity[row[1]] > 1 ? codes : [0n], arity[row[1]] > 2 ? codes : [0n]] as const;
    const failures = new Failures();
    const choices: Options[] = [
      {},
      { rounding: "roundTowardNegative", nan: "propagate" },
      { saturate: true, nan: "keepSign" },
    ];
    for (const a of operands[0]) {
      for (const b of operands[1]) {
        for (const c of operands[2]) for (const options of choices) checkCase(failures, row, [a, b, c], options);
      }
    }
    expect(failures.first).toEqual([]);
  });
});

/** Bits of a code: anything, or something near `like`, so that alignment, cancellation and ties are common. */
function someCode(name: LayoutName, like: bigint): bigint {
  const layout = layouts[name];
  const [signBit, lastPlace] = [signBitOf(layout), 1n << BigInt(layout.t)];
  const sign = layout.isSigned && random() % 2 === 0 ? signBit : 0n;
  const word = random();
  if (word % 16 === 0) return specialMagnitudes(name)[(word >>> 8) % 8]! + sign;
  if (word % 2 === 0) return (((BigInt(random()) << 32n) + BigInt(random())) % signBit) + sign;
  const distance = BigInt((random() % (2 * layout.t + 7)) - layout.t - 3);
  const sparse = (1n << BigInt(random() % (layout.t + 1))) * BigInt(random() % 3);
  const magnitude = (like % signBit) - (like % lastPlace) + distance * lastPlace + (sparse % lastPlace);
  return (magnitude >= 0n && magnitude <= maxFiniteOf(layout) ? magnitude : 0n) + sign;
}

function specialMagnitudes(name: LayoutName): bigint[] {
  const layout = layouts[name];
  const leastNormal = 1n << BigInt(layout.t);
  const largest = maxFiniteOf(layout);
  const infinity = infinityOf(layout) ?? largest - 1n;
  const nan = (nanOf(layout) ?? 0n) % signBitOf(layout); // of fnuz: the sign alone
  const signaling = layout.nans === "ieee" ? infinity + 1n : nan;
  return [0n, 1n, leastNormal - 1n, leastNormal, largest, infinity, nan, signaling];
}

/** An addend that leaves `a · b` next to a tie: half a unit of the product, more or less a trace. */
function tieBreaker(name: LayoutName, a: bigint, b: bigint): bigint {
  const layout = layouts[name];
  const lastPlace = 1n << BigInt(layout.t);
  const product = compute(layout, "mul", [a, b], {}).code % signBitOf(layout);
  const below = product - (product % lastPlace) - BigInt(random() % (3 * (layout.t + 1))) * lastPlace;
  const magnitude = below > 0n ? below : BigInt(random() % 3);
  return magnitude + (layout.isSigned && random() % 2 === 0 ? signBitOf(layout) : 0n);
}

function someOptions(): Options {
  const word = random();
  return {
    tininess: word & 1 ? "beforeRounding" : "afterRounding",
    saturate: (word & 2) !== 0,
    flushInputs: (word & 12) === 0,
    flushOutputs: (word & 48) === 0,
    nan: (["canonical", "keepSign", "propagate"] as const)[(word >>> 8) % 3]!,
    nanSubstitute: word & 64 ? "maxFinite" : "oppositeZero",
  };
}

function someRandomBits(): { bits: bigint; count: number } {
  const count = 1 + (random() % 64);
  const bits = ((BigInt(random()) << 32n) + BigInt(random())) >> BigInt(64 - count);
  return { bits, count };
}

describe(`FP32 against Math.fround of the binary64 result, which is innocuous for + − × ÷ √, seed ${seed}`, () => {
  test.each<[name: string, call: (a: number, b: number) => number, host: (x: number, y: number) => number]>([
    ["add", (a, b) => add(FP32, a, b), (x, y) => x + y],
    ["sub", (a, b) => sub(FP32, a, b), (x, y) => x - y],
    ["mul", (a, b) => mul(FP32, a, b), (x, y) => x * y],
    ["div", (a, b) => div(FP32, a, b), (x, y) => x / y],
    ["sqrt", (a) => sqrt(FP32, a), (x) => Math.sqrt(x)],
  ])("%s", (_name, call, host) => {
    const failures = new Failures();
    for (let i = 0; i < 20_000; i++) {
      const a = i % 8 === 0 ? random() % 2 ** 23 : random();
      const b = i % 3 === 0 ? Number(someCode("FP32", BigInt(a))) : random();
      const y = host(floatOf(a), floatOf(b));
      const expected = Number.isNaN(y) ? FP32.canonicalNaN : wordOf(Math.fround(y));
      const got = call(a, b);
      failures.check(got === expected, () => `${hex(a)} ${hex(b)}: got ${hex(got)}, expected ${hex(expected)}`);
    }
    expect(failures.first).toEqual([]);
  });
});
