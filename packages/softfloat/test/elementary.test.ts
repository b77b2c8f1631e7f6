import { describe, expect, test } from "vitest";
import { decode } from "../src/conversion/decode.ts";
import { encode } from "../src/conversion/encode.ts";
import { exp } from "../src/elementary/exponentials.ts";
import { log2 } from "../src/elementary/logarithms.ts";
import { cbrt } from "../src/elementary/roots.ts";
import { tabulate } from "../src/elementary/tabulate.ts";
import { BF16, E2M1FN, E5M2, FP16, FP64, TF32 } from "../src/format/formats.ts";
import { functions } from "./elementary/functions.ts";
import { hardCases } from "./elementary/hardCases.ts";
import { hostFunctions } from "./elementary/hostFunctions.ts";
import { everyMode, proveCode } from "./elementary/proof.ts";
import { functionNames } from "./elementary/references.ts";
import { bitsOf, type LayoutName, layouts, maxFiniteOf, signBitOf } from "./oracle/layout.ts";
import type { Options } from "./oracle/special.ts";
import { createRandom, Failures, seed } from "./support.ts";
import { formats } from "./underTest.ts";

const random = createRandom(seed);
const sixteen = ["FP16", "BF16"] as const;

/** Formats of other kinds: wider, without infinity, without NaN, without sign, zero or subnormals. */
const others: readonly LayoutName[] = ["FP32", "TF32", "E5M2", "E4M3FN", "E4M3FNUZ", "E2M1FN", "E8M0FNU"];

/** Zero, the least and greatest numbers, 1 and its neighbours, infinity and NaNs, of both signs. */
function edges(name: LayoutName): bigint[] {
  const layout = layouts[name];
  const last = (1n << BigInt(bitsOf(layout))) - 1n;
  const leastNormal = 1n << BigInt(layout.t);
  const one = BigInt(layout.bias) << BigInt(layout.t);
  const maxFinite = maxFiniteOf(layout);
  const magnitudes = [0n, 1n, leastNormal - 1n, leastNormal, one - 1n, one, one + 1n, maxFinite, maxFinite + 1n];
  magnitudes.push(maxFinite + 2n, one + leastNormal, one - leastNormal, signBitOf(layout) - 1n);
  const signs = layout.isSigned ? [0n, signBitOf(layout)] : [0n];
  return signs.flatMap((sign) => magnitudes.map((magnitude) => sign + magnitude)).filter((code) => code <= last);
}

function someCodes(name: LayoutName, count: number): number[] {
  return Array.from({ length: count }, () => random() % 2 ** bitsOf(layouts[name]));
}

function prove(name: LayoutName, codes: readonly (number | bigint)[], options = everyMode): Failures {
  const failures = new Failures();
  for (const functionName of functionNames) {
    for (const code of codes) proveCode(failures, [functionName, name], code, options);
  }
  return failures;
}

describe("elementary functions against an independent enclosure, in every mode, with their flags", () => {
  test.each(sixteen)("%s, codes whose results lie nearest to where a rounding changes", (name) => {
    const failures = new Failures();
    for (const functionName of functionNames) {
      for (const code of hardCases[name]?.[functionName] ?? []) proveCode(failures, [functionName, name], code);
    }
    expect(failures.first).toEqual([]);
  });

  test.each(sixteen)("%s, numbers some of whose results are exact", (name) => {
    const numbers = [0.125, 0.25, 0.5, 0.75, 1.5, 2, 2.5, 3, 4, 5, 8, 10, 15, 16, 20, 27, 64, 100, 1000, 10_000];
    const codes = numbers.flatMap((x) => [x, -x]).map((x) => encode(formats[name], x));
    expect(prove(name, codes as number[], [{ rounding: "roundTowardZero" }, {}]).first).toEqual([]);
  });

  test.each<[name: LayoutName, samples: number]>([
    ["FP16", 24],
    ["BF16", 24],
    ...others.map((name): [LayoutName, number] => [name, 6]),
  ])(`%s at the edges of its range and at %d random codes, seed ${seed}`, (name, samples) => {
    expect(prove(name, [...edges(name), ...someCodes(name, samples)]).first).toEqual([]);
  });

  test.each(sixteen)(`%s under the other options, seed ${seed}`, (name) => {
    const optionSets: Options[] = [
      { saturate: true },
      { flushOutputs: true },
      { nan: "propagate" },
      { rounding: "stochastic", random: { bits: random() % 256, count: 8 } },
      { rounding: "stochastic", random: { bits: random(), count: 32 } },
    ];
    expect(prove(name, [...edges(name), ...someCodes(name, 4)], optionSets).first).toEqual([]);
  });
});

/** Host functions are trusted to so many digits. */
const hostDigits = 45;

describe(`elementary functions against those of the host, which are good to about 2^-52, seed ${seed}`, () => {
  test.each(sixteen.map((name) => [name, { FP16, BF16 }[name]] as const))(
    "%s: the binary64 result rounds alike, unless it is next to where a rounding changes",
    (name, format) => {
      const failures = new Failures();
      for (const [functionName, host] of Object.entries(hostFunctions)) {
        for (const code of someCodes(name, 300)) {
          const y = host(decode(format, code));
          const [below, above] = [1 - 2 ** -hostDigits, 1 + 2 ** -hostDigits].map((factor) =>
            encode(format, y * factor),
          );
          const got = functions[functionName as keyof typeof hostFunctions](format, code);
          failures.check(
            got === below || got === above,
            () => `${functionName} ${name} 0x${code.toString(16)}: ${got}`,
          );
        }
      }
      expect(failures.first).toEqual([]);
    },
  );

  test("FP64: no result is farther than 2^-45 from the host's", () => {
    const failures = new Failures();
    for (const [functionName, host] of Object.entries(hostFunctions)) {
      for (let i = 0; i < 20; i++) {
        const x = (random() / 2 ** 32 - 0.5) * (i % 2 === 0 ? 1.9 : 40);
        const expected = host(x);
        const got = decode(
          FP64,
          functions[functionName as keyof typeof hostFunctions](FP64, encode(FP64, x)) as bigint,
        );
        const isNear = Object.is(got, expected) || Math.abs(got / expected - 1) < 2 ** -hostDigits;
        failures.check(isNear, () => `${functionName} ${x}: got ${got}, the host ${expected}`);
      }
    }
    expect(failures.first).toEqual([]);
  });
});

describe("tabulate(format, operation, options)", () => {
  test("holds the result of every code, by code", () => {
    const table = tabulate(E5M2, log2, { rounding: "roundTowardZero" });
    const expected = Array.from({ length: 256 }, (_, code) => log2(E5M2, code, { rounding: "roundTowardZero" }));
    expect([...table]).toEqual(expected);
    expect(tabulate(E2M1FN, cbrt)).toHaveLength(16);
  });

  test("takes no format of more than 16 bits", () => {
    const message = "tabulate: a format of at most 16 bits expected, got TF32 (19)";
    expect(() => tabulate(TF32, exp)).toThrow(new RangeError(message));
  });
});
