import { describe, expect, test } from "vitest";
import { add, BF16, createFlags, div, type Format, FP16, FP32, fma, mul, sqrt, sub, TF32 } from "../src/index.ts";
import { layouts } from "./oracle/layout.ts";
import { nan, operations } from "./oracle/operations.ts";
import { type Mode, modes } from "./oracle/round.ts";
import { createRandom, Failures, flagBits, floatOf, hex, seed, wordOf } from "./support.ts";

const formats: Record<keyof typeof layouts, Format> = { FP16, BF16, TF32, FP32 };
const formatNames = Object.keys(formats) as (keyof typeof layouts)[];
const random = createRandom(seed);

const spec: Record<
  keyof typeof operations,
  (format: Format, a: number, b: number, c: number, options: object) => number
> = {
  add: (format, a, b, _c, options) => add(format, a, b, options),
  sub: (format, a, b, _c, options) => sub(format, a, b, options),
  mul: (format, a, b, _c, options) => mul(format, a, b, options),
  div: (format, a, b, _c, options) => div(format, a, b, options),
  sqrt: (format, a, _b, _c, options) => sqrt(format, a, options),
  fma: (format, a, b, c, options) => fma(format, a, b, c, options),
};

/** A code: anything, or something near `like`, so that alignment, cancellation and ties are common. */
function someCode(format: Format, like: number): number {
  const word = random();
  const implicitBit = 2 ** (format.precision - 1);
  if (word % 16 === 0) return special(format, random());
  if (word % 2 === 0) return random() % 2 ** format.bits;
  const distance = (random() % (2 * format.precision + 5)) - format.precision - 2;
  const sparse = 2 ** (random() % format.precision) * (random() % 3);
  const magnitude = (like % format.signBit) - (like % implicitBit) + distance * implicitBit + (sparse % implicitBit);
  return (magnitude >= 0 && magnitude < format.infinity ? magnitude : 0) + (word % 4 === 1 ? format.signBit : 0);
}

function special(format: Format, word: number): number {
  const magnitudes = specialMagnitudes(format);
  return magnitudes[word % magnitudes.length]! + ((word >>> 8) % 2) * format.signBit;
}

function specialMagnitudes({ infinity, maxFinite, canonicalNaN, precision }: Format): number[] {
  const leastNormal = 2 ** (precision - 1);
  return [0, 1, leastNormal - 1, leastNormal, maxFinite, infinity, infinity + 1, canonicalNaN];
}

/** An addend that leaves `a · b` next to a tie: half a unit of the product, more or less a trace. */
function tieBreaker(format: Format, a: number, b: number): number {
  const product = mul(format, a, b) % format.signBit;
  const below =
    product -
    (product % 2 ** (format.precision - 1)) -
    (random() % (3 * format.precision)) * 2 ** (format.precision - 1);
  return Math.max(below, random() % 3) + (random() % 2) * format.signBit;
}

/** Compare value and flags of one operation with the oracle. */
function checkCase(
  failures: Failures,
  [name, key]: Row,
  rounding: Mode,
  operands: readonly [number, number, number],
): void {
  const format = formats[name];
  const flags = createFlags();
  const code = spec[key](format, ...operands, { rounding, flags });
  const expected = operations[key](layouts[name], rounding, operands);
  const expectedCode = expected.code === nan ? format.canonicalNaN : expected.code;
  failures.check(
    code === expectedCode && flagBits(flags) === expected.flags,
    () =>
      `${operands.map(hex)} ${rounding}: got ${hex(code)} ${flagBits(flags)}, expected ${hex(expectedCode)} ${expected.flags}`,
  );
}

type Row = readonly [name: keyof typeof layouts, operation: keyof typeof operations];
const operationNames = Object.keys(operations) as (keyof typeof operations)[];
const rows: Row[] = formatNames.flatMap((name) => operationNames.map((operation) => [name, operation] as const));

describe(`operations against the oracle, seed ${seed}`, () => {
  test.each(rows)("%s %s rounds the exact result once, in every mode, with its flags", (...row) => {
    const format = formats[row[0]];
    const failures = new Failures();
    for (let i = 0; i < 1500; i++) {
      const a = someCode(format, random() % format.infinity);
      const b = someCode(format, a);
      const c = i % 2 === 0 ? tieBreaker(format, a, b) : someCode(format, b);
      for (const rounding of modes) checkCase(failures, row, rounding, [a, b, c]);
    }
    expect(failures.first).toEqual([]);
  });

  test.each(rows)("%s %s of zeros, subnormals, largest numbers, infinities and NaNs, all combined", (...row) => {
    const format = formats[row[0]];
    const codes = specialMagnitudes(format).flatMap((magnitude) => [magnitude, magnitude + format.signBit]);
    const failures = new Failures();
    for (const a of codes) {
      for (const b of row[1] === "sqrt" ? [0] : codes) {
        for (const c of row[1] === "fma" ? codes : [0]) {
          for (const rounding of ["roundTiesToEven", "roundTowardNegative"] as const) {
            checkCase(failures, row, rounding, [a, b, c]);
          }
        }
      }
    }
    expect(failures.first).toEqual([]);
  });
});

describe(`FP32 against Math.fround of the binary64 result, which is innocuous for + − × ÷ √, seed ${seed}`, () => {
  test.each<[name: string, compute: (a: number, b: number) => number, host: (x: number, y: number) => number]>([
    ["add", (a, b) => add(FP32, a, b), (x, y) => x + y],
    ["sub", (a, b) => sub(FP32, a, b), (x, y) => x - y],
    ["mul", (a, b) => mul(FP32, a, b), (x, y) => x * y],
    ["div", (a, b) => div(FP32, a, b), (x, y) => x / y],
    ["sqrt", (a) => sqrt(FP32, a), (x) => Math.sqrt(x)],
  ])("%s", (_name, compute, host) => {
    const failures = new Failures();
    for (let i = 0; i < 20_000; i++) {
      const a = i % 8 === 0 ? random() % 2 ** 23 : random();
      const b = i % 3 === 0 ? someCode(FP32, a) : random();
      const y = host(floatOf(a), floatOf(b));
      const expected = Number.isNaN(y) ? FP32.canonicalNaN : wordOf(Math.fround(y));
      failures.check(
        compute(a, b) === expected,
        () => `${hex(a)} ${hex(b)}: got ${hex(compute(a, b))}, expected ${hex(expected)}`,
      );
    }
    expect(failures.first).toEqual([]);
  });
});
