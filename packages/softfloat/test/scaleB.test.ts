import { describe, expect, it, test } from "vitest";
import { createFlags, E4M3FN, FP16, FP64, logB, scaleB } from "../src/index.ts";
import { everyFormat, type FormatCase } from "./everyFormat.ts";
import { deliver } from "./oracle/deliver.ts";
import { bitsOf, type Layout, read } from "./oracle/layout.ts";
import { compare, negated, type Rational, scaled, times } from "./oracle/rational.ts";
import { modes } from "./oracle/round.ts";
import { nanAmong, type Options, type Result } from "./oracle/special.ts";
import { createRandom, Failures, flagBits, hex, seed } from "./support.ts";
import { codeOf, describeFailure, resultOf, withFlags } from "./underTest.ts";

const choices: readonly Options[] = [
  ...modes.map((rounding): Options => ({ rounding })),
  ...modes.map((rounding): Options => ({ rounding, tininess: "beforeRounding", saturate: true })),
  { rounding: "stochastic", random: { bits: 200, count: 8 } },
  { flushInputs: true, flushOutputs: true, nan: "keepSign" },
];

/** Every code up to 8 bits with every scale that matters there; of others a sample. */
function* casesOf({ layout }: FormatCase): Generator<readonly [bigint, number]> {
  const reach = (1 << layout.w) + layout.t + 4;
  if (bitsOf(layout) <= 8 && layout.w < 6) {
    for (let code = 0; code < 1 << bitsOf(layout); code++) {
      for (let scale = -reach; scale <= reach; scale++) yield [BigInt(code), scale];
    }
    return;
  }
  const random = createRandom(seed);
  for (let i = 0; i < 4000; i++) {
    const code = ((BigInt(random()) << 32n) | BigInt(random())) >> BigInt(64 - bitsOf(layout));
    const exponent = Number((code >> BigInt(layout.t)) % (1n << BigInt(layout.w)));
    const toSubnormal = -exponent - 2 + (random() % (layout.t + 6)) - layout.t;
    yield [
      code,
      [toSubnormal, (random() % (2 * reach)) - reach, (1 << layout.w) - exponent - 3 + (random() % 5)][i % 3]!,
    ];
  }
}

describe(`scaleB(format, a, scale, options) against the oracle, values and flags, seed ${seed}`, () => {
  it.each(everyFormat)("$name", (formatCase) => {
    const { format, layout } = formatCase;
    const failures = new Failures();
    let i = 0;
    for (const [code, scale] of casesOf(formatCase)) {
      const options = choices[i++ % choices.length]!;
      const expected = scaleExactly(layout, code, scale, options);
      const got = resultOf(() => scaleB(format, codeOf(format, code), scale, withFlags(options)));
      failures.check(got.code === expected.code && got.flags === expected.flags, () =>
        describeFailure(`${hex(code)} · 2^${scale}`, options, got, expected),
      );
    }
    expect(failures.first).toEqual([]);
  });

  test("scales of any size, and what is none", () => {
    expect(scaleB(FP64, 0x7fefffffffffffffn, -1e9)).toBe(0n);
    expect(scaleB(FP64, 1n, 1e300)).toBe(0x7ff0000000000000n);
    expect(scaleB(E4M3FN, 0x01, 1e6, { saturate: true })).toBe(0x7e);
    expect(() => scaleB(FP16, 0, 0.5)).toThrow(new RangeError("scaleB: scale as an integer expected, got 0.5"));
    expect(() => scaleB(FP16, 0, Number.POSITIVE_INFINITY)).toThrow(RangeError);
  });
});

function scaleExactly(layout: Layout, code: bigint, scale: number, options: Options): Result {
  const x = read(layout, code, options.flushInputs);
  if (x.kind === "nan") return nanAmong(layout, [x], options)!;
  return deliver(layout, x.kind === "number" ? { ...x, value: times(x.value, scaled(1n, scale)) } : x, options);
}

describe("logB(format, a) against the oracle, values and flags", () => {
  it.each(everyFormat)("$name", (formatCase) => {
    const { format, layout } = formatCase;
    const failures = new Failures();
    for (const [bits] of casesOf(formatCase)) {
      const flushInputs = bits % 5n === 0n;
      const flags = createFlags();
      const got = logB(format, codeOf(format, bits), { flushInputs, flags });
      const x = read(layout, bits, flushInputs);
      const isZero = x.kind === "number" && x.value.numerator === 0n;
      const signaled = x.kind === "nan" && x.isSignaling ? 16 : isZero ? 8 : 0;
      const isRight =
        x.kind === "nan"
          ? Number.isNaN(got)
          : x.kind === "infinity" || isZero
            ? got === (isZero ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY)
            : isFloorOfLog(got, x.isNegative ? negated(x.value) : x.value);
      failures.check(isRight && flagBits(flags) === signaled, () => `${hex(bits)}: got ${got} ${flagBits(flags)}`);
    }
    expect(failures.first).toEqual([]);
  });
});

/** `2^exponent ≤ magnitude < 2^(exponent + 1)`. */
function isFloorOfLog(exponent: number, magnitude: Rational): boolean {
  return compare(scaled(1n, exponent), magnitude) <= 0 && compare(scaled(1n, exponent + 1), magnitude) > 0;
}
