import { describe, expect, it, test } from "vitest";
import {
  type Code,
  createFlags,
  E4M3FN,
  E8M0FNU,
  enumerate,
  FP16,
  FP64,
  type MinimumOptions,
  maximum,
  maximumNumber,
  minimum,
  minimumNumber,
  nextDown,
  nextUp,
  type RoundingOptions,
  totalOrder,
  ulpDistance,
} from "../src/index.ts";
import { everyFormat, type FormatCase, halfFormats, narrowFormats } from "./everyFormat.ts";
import { bitsOf, type Datum, infinityOf, type Layout, maxFiniteOf, nanOf, read } from "./oracle/layout.ts";
import { totalOrder as totalOrderExactly } from "./oracle/order.ts";
import { infinite, nanAmong, type Options, type Result, signed } from "./oracle/special.ts";
import { createRandom, Failures, flagBits, hex, seed } from "./support.ts";
import { codeOf, describeFailure, resultOf, withFlags } from "./underTest.ts";

/** Every pair of a narrow format; pairs of neighbours, of specials and of any codes of a wide one. */
function* pairsOf({ layout }: FormatCase, count: number): Generator<readonly [bigint, bigint]> {
  const bits = BigInt(bitsOf(layout));
  const size = 1n << bits;
  if (bits <= 8n) {
    for (let pair = 0n; pair < size * size; pair++) yield [pair >> bits, pair % size];
    return;
  }
  const random = createRandom(seed);
  const some = (): bigint => ((BigInt(random()) << 32n) | BigInt(random())) % size;
  const specials = [0n, 1n, infinityOf(layout)!, infinityOf(layout)! + 1n, nanOf(layout)!, nanOf(layout)! + 1n];
  const special = (): bigint => specials[random() % 6]! + (random() % 2 === 0 ? size / 2n : 0n);
  for (let i = 0; i < count; i++) {
    const a = i % 4 === 0 ? special() : some();
    const near = (a + BigInt(random() % 5) - 2n + size) % size;
    yield [a, [near, some(), special(), a ^ (size / 2n)][random() % 4]!];
  }
}

describe(`totalOrder(format, a, b) against the oracle, every narrow pair, seed ${seed}`, () => {
  it.each(everyFormat)("$name", (formatCase) => {
    const { format, layout } = formatCase;
    const order = createOrder(layout, false);
    const failures = new Failures();
    for (const [a, b] of pairsOf(formatCase, 4000)) {
      const got = totalOrder(format, codeOf(format, a), codeOf(format, b));
      failures.check(got === order(a, b) <= 0, () => `${hex(a)} ${hex(b)}: got ${got}`);
    }
    expect(failures.first).toEqual([]);
  });

  it("is the order of sign and magnitude where the encoding is IEEE 754's", () => {
    const order = [0xfe01, 0xfe00, 0xfdff, 0xfc01, 0xfc00, 0xfbff, 0x8001, 0x8000, 0, 0x0001, 0x7c00, 0x7c01, 0x7e00];
    for (const [i, a] of order.entries()) {
      for (const [j, b] of order.entries()) expect(totalOrder(FP16, a, b)).toBe(i <= j);
    }
  });
});

type Minimum = (format: FormatCase["format"], a: Code, b: Code, options: MinimumOptions) => Code;

describe(`minimum and maximum operations against the oracle, every narrow pair, values and flags, seed ${seed}`, () => {
  const policies: readonly Options[] = [{}, { nan: "keepSign" }, { nan: "propagate" }, { flushInputs: true }];
  const operations: readonly (readonly [operation: Minimum, sign: number, isNumber: boolean])[] = [
    [minimum, -1, false],
    [maximum, 1, false],
    [minimumNumber, -1, true],
    [maximumNumber, 1, true],
  ];

  it.each(everyFormat)("$name", (formatCase) => {
    const { format, layout } = formatCase;
    const orders = [createOrder(layout, false), createOrder(layout, true)] as const;
    const failures = new Failures();
    let i = 0;
    for (const [a, b] of pairsOf(formatCase, 2000)) {
      const options = policies[(i++ + Number(a % 61n)) % policies.length]!;
      const order = orders[options.flushInputs ? 1 : 0](a, b);
      const data = [read(layout, a, options.flushInputs), read(layout, b, options.flushInputs)] as const;
      for (const [operation, sign, isNumber] of operations) {
        const expected = extreme(layout, [a, b], {
          data,
          nan: nanAmong(layout, data, options),
          isNumber,
          order: sign * order,
        });
        const got = resultOf(() => operation(format, codeOf(format, a), codeOf(format, b), withFlags(options)));
        failures.check(got.code === expected.code && got.flags === expected.flags, () =>
          describeFailure(`${operation.name} ${hex(a)} ${hex(b)}`, options, got, expected),
        );
      }
    }
    expect(failures.first).toEqual([]);
  });

  test("neither saturation nor flushed outputs touch the chosen operand", () => {
    const options: RoundingOptions = { saturate: true, flushOutputs: true };
    expect(maximum(FP16, 0x7c00, 0x3c00, options)).toBe(0x7c00);
    expect(minimum(FP16, 0x0001, 0x3c00, options)).toBe(0x0001);
  });
});

/** §5.10 on codes; for narrow formats by their places in the sorted list of all. */
function createOrder(layout: Layout, flushes: boolean): (a: bigint, b: bigint) => number {
  const compareData = (a: bigint, b: bigint): number =>
    totalOrderExactly(read(layout, a, flushes), read(layout, b, flushes));
  if (bitsOf(layout) > 8) return compareData;
  const sorted = Array.from({ length: 1 << bitsOf(layout) }, (_, code) => BigInt(code)).sort(compareData);
  const places: number[] = [];
  for (const [i, code] of sorted.entries()) {
    const isSameAsLast = i > 0 && compareData(sorted[i - 1]!, code) === 0;
    places[Number(code)] = isSameAsLast ? places[Number(sorted[i - 1]!)]! : i;
  }
  return (a, b) => Math.sign(places[Number(a)]! - places[Number(b)]!);
}

/** §9.6: the operand that comes later in the order wanted, by the data alone. */
function extreme(
  layout: Layout,
  [a, b]: readonly [bigint, bigint],
  {
    data: [x, y],
    nan,
    isNumber,
    order,
  }: {
    readonly data: readonly [Datum, Datum];
    readonly nan: Result | undefined;
    readonly isNumber: boolean;
    readonly order: number;
  },
): Result {
  if (nan === undefined) return { code: codeOfDatum(layout, order > 0 ? [x, a] : [y, b]), flags: 0 };
  if (!isNumber || (x.kind === "nan" && y.kind === "nan")) return nan;
  return { code: codeOfDatum(layout, x.kind === "nan" ? [y, b] : [x, a]), flags: nan.flags };
}

/** The code of a datum that was read from another one, perhaps as zero. */
function codeOfDatum(layout: Layout, [x, code]: readonly [Datum, bigint]): bigint {
  return x.kind === "number" && x.value.numerator === 0n ? signed(layout, x.isNegative, 0n) : code;
}

/** The codes that numbers of a format have, ascending, −0 after the negative ones and +0 next to it. */
function ascending({ layout }: FormatCase): bigint[] {
  const codes = Array.from({ length: 1 << bitsOf(layout) }, (_, code) => BigInt(code));
  const isOwn = (code: bigint): boolean => {
    const x = read(layout, code);
    return x.kind !== "nan" && codeOfDatum(layout, [x, code]) === code;
  };
  const negative = codes.filter((code) => isOwn(code) && read(layout, code).isNegative);
  const positive = codes.filter((code) => isOwn(code) && !read(layout, code).isNegative);
  const sorted = [...negative.reverse(), ...positive]; // magnitudes are ordered as their values
  const order = createOrder(layout, false);
  if (sorted.some((code, i) => i > 0 && order(sorted[i - 1]!, code) >= 0)) throw new Error("not ascending");
  return sorted;
}

describe("nextUp, nextDown and ulpDistance against the sorted numbers", () => {
  it.each(halfFormats)("every code: $name", (formatCase) => {
    const { format, layout } = formatCase;
    const codes = ascending(formatCase);
    const isPlusZero = (code: bigint | undefined): boolean => {
      const x = code === undefined ? undefined : read(layout, code);
      return x?.kind === "number" && x.value.numerator === 0n && !x.isNegative;
    };
    const numbers = codes.filter((code) => !(layout.hasMinusZero && isPlusZero(code))); // −0 stands for both zeros
    const failures = new Failures();
    const place = new Map(numbers.map((code, i) => [code, i]));
    for (const code of codes) {
      const i = place.get(code) ?? place.get(signed(layout, true, 0n))!;
      const up = numbers[i + 1] ?? endOf(layout, code, false);
      const down = numbers[i - 1] ?? endOf(layout, code, true);
      const isBesideZero = layout.hasMinusZero && isPlusZero(signed(layout, false, 0n));
      const expected = [up, isBesideZero && down === signed(layout, true, 0n) ? 0n : down];
      const got = [nextUp(format, codeOf(format, code)), nextDown(format, codeOf(format, code))].map(BigInt);
      failures.check(String(got) === String(expected), () => `${hex(code)}: got ${got}, expected ${expected}`);
    }
    const random = createRandom(seed);
    for (let i = 0; i < (numbers.length > 300 ? 20_000 : numbers.length ** 2); i++) {
      const [from, to] = numbers.length > 300 ? [random(), random()] : [Math.floor(i / numbers.length), i];
      const [a, b] = [from % numbers.length, to % numbers.length];
      const got = ulpDistance(format, codeOf(format, numbers[a]!), codeOf(format, numbers[b]!));
      failures.check(Number(got) === Math.abs(a - b), () => `${hex(numbers[a]!)} ${hex(numbers[b]!)}: got ${got}`);
    }
    expect(failures.first).toEqual([]);
  });

  test("NaNs: the canonical one, quietly unless signaling; no distance", () => {
    const flags = createFlags();
    expect(nextUp(FP16, 0xfe01, { flags })).toBe(0x7e00);
    expect(flagBits(flags)).toBe(0);
    expect(nextDown(FP16, 0x7d00, { flags, nan: "propagate" })).toBe(0x7f00);
    expect(flagBits(flags)).toBe(16);
    expect(() => ulpDistance(FP16, 0, 0x7e00)).toThrow(
      new RangeError("ulpDistance: two numbers expected, got the NaN 0x7e00 of FP16"),
    );
  });

  test("subnormals read as zero, saturation at the top, bigints for FP64, the ends of E4M3FN and E8M0FNU", () => {
    expect(nextUp(FP16, 0x0005, { flushInputs: true })).toBe(0x0001);
    expect(nextUp(E4M3FN, 0x7e)).toBe(0x7f);
    expect(nextDown(E4M3FN, 0xfe)).toBe(0xff);
    expect(nextUp(E4M3FN, 0x7e, { saturate: true })).toBe(0x7e);
    expect(nextUp(E8M0FNU, 0xfe)).toBe(0xff);
    expect(nextDown(E8M0FNU, 0x00)).toBe(0xff);
    expect(nextUp(FP64, 0x8000000000000000n)).toBe(1n);
    expect(ulpDistance(FP64, 0xffefffffffffffffn, 0x7fefffffffffffffn)).toBe(0xffdffffffffffffen);
  });
});

/** What lies beyond the last number: ∞, itself where it is that, NaN or itself where there is none. */
function endOf(layout: Layout, code: bigint, isDownward: boolean): bigint {
  const x = read(layout, code);
  if (x.kind === "infinity") return code;
  if (isDownward && !layout.isSigned) return nanOf(layout) ?? code;
  return infinite(layout, isDownward, {}).code;
}

describe("enumerate(format) gives every code once, in total order", () => {
  it.each(halfFormats)("$name", ({ format, layout }) => {
    const codes = [...enumerate(format)].map(BigInt);
    expect(new Set(codes).size).toBe(1 << bitsOf(layout));
    const data = codes.map((code) => read(layout, code));
    expect(data.every((x, i) => i === 0 || totalOrderExactly(data[i - 1]!, x) <= 0)).toBe(true);
    const numbers = codes.filter((code) => read(layout, code).kind !== "nan");
    expect([...enumerate(format, { skipNaN: true })].map(BigInt)).toEqual(numbers);
  });

  test("of a wide format as far as it is asked", () => {
    const codes = enumerate(FP64, { skipNaN: false });
    expect(codes.next().value).toBe(0xffffffffffffffffn);
    expect(codes.next().value).toBe(0xfffffffffffffffen);
  });

  test("the largest number of every narrow format comes right before what is none", () => {
    for (const { format, layout } of narrowFormats) {
      const numbers = [...enumerate(format, { skipNaN: true })].map(BigInt);
      expect(numbers.at(layout.hasInfinity ? -2 : -1)).toBe(maxFiniteOf(layout));
    }
  });
});
