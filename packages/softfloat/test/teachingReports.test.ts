import { describe, expect, it, test } from "vitest";
import {
  BF16,
  type Code,
  createFlags,
  decode,
  E2M1FN,
  E4M3FN,
  E4M3FNUZ,
  E5M2,
  E8M0FNU,
  encode,
  type Format,
  FP16,
  FP32,
  FP64,
} from "../src/index.ts";
import {
  compareFormats,
  explainRounding,
  type RangeReport,
  type RangeReportOptions,
  rangeReport,
} from "../src/teaching/index.ts";
import { createRandom, Failures, seed } from "./support.ts";

describe("compareFormats(x, formats, options)", () => {
  const formats = [FP64, FP32, BF16, FP16, E5M2, E4M3FN, E2M1FN, E8M0FNU];

  it("says of each format what encode gives and how far off that is", () => {
    const rows = compareFormats(0.1, formats, { rounding: "roundTowardPositive" });
    for (const [i, row] of rows.entries()) {
      const format = formats[i] as Format<Code>;
      const flags = createFlags();
      const code = encode(format, 0.1, { rounding: "roundTowardPositive", flags });
      const value = decode(format, code);
      expect(row.format).toBe(format.name);
      expect(BigInt(row.result?.code ?? -1)).toBe(BigInt(code));
      expect(Number(row.result?.value)).toBe(value);
      expect(row.flags).toEqual(flags);
      const { sign = "", biasedExponent = "", trailingSignificand = "" } = row.fields ?? {};
      expect(BigInt(`0b${sign}${biasedExponent}${trailingSignificand}`)).toBe(BigInt(code));
      expect(row.error).toBeCloseTo(value - 0.1, 20);
      expect(row.relativeError).toBeCloseTo((value - 0.1) / 0.1, 15);
    }
  });

  it("has no error where there is no finite result, and no relative one of zero", () => {
    const [overflow] = compareFormats(1e9, [FP16]);
    expect(overflow).toMatchObject({ error: null, relativeError: null, errorUlps: null, ulp: 2 ** 19 });
    const [zero] = compareFormats(-0, [FP16]);
    expect(zero).toMatchObject({ error: 0, relativeError: null, ulp: 2 ** -24, result: { value: "-0" } });
  });
});

/** A report counted one element at a time by encode and its flags. */
function countOneByOne(format: Format<Code>, data: readonly number[], options: RangeReportOptions): object {
  const { scale = 1, random: _random, ...rounding } = options;
  const counts = {
    nan: 0,
    infinite: 0,
    zero: 0,
    invalid: 0,
    overflow: 0,
    saturated: 0,
    flushedToZero: 0,
    subnormal: 0,
    normal: 0,
  };
  let exact = 0;
  for (const element of data) {
    const x = element * scale;
    const flags = createFlags();
    const y = decode(format, encode(format, x, { ...rounding, flags }));
    if (Object.is(x, y) || (x === 0 && y === 0)) exact += Number.isFinite(x) ? 1 : 0;
    if (Number.isNaN(x)) counts.nan++;
    else if (!Number.isFinite(element)) counts.infinite++;
    else if (flags.invalid && Number.isFinite(x)) counts.invalid++;
    else if (x === 0) counts.zero++;
    else if (flags.overflow || !Number.isFinite(x)) counts[Number.isFinite(y) ? "saturated" : "overflow"]++;
    else if (y === 0) counts.flushedToZero++;
    else counts[Math.abs(y) < 2 ** format.emin ? "subnormal" : "normal"]++;
  }
  return { counts, exact };
}

const random = createRandom(seed);

/** Numbers of all magnitudes around a format's range, ties and neighbours of the largest among them. */
function someData(format: Format<Code>): number[] {
  const largest = decode(format, format.maxFinite);
  const edges = [
    0,
    -0,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.MAX_VALUE,
    Number.MIN_VALUE,
  ];
  for (const factor of [1, 1.015625, 1.03125, 1.0357142857142858, 1.0625, 1.125, 1.1666666666666667, 1.25, 1.5, 2]) {
    edges.push(largest * factor, -largest * factor);
  }
  const halfUnit = 2 ** (format.emax - format.precision);
  edges.push(largest + halfUnit, -largest - halfUnit); // where overflow begins, under ties to even or away
  const span = format.emax - format.emin + 2 * format.precision + 8;
  const others = Array.from({ length: 300 }, () => {
    const exponent = format.emin - format.precision - 4 + (random() % span);
    return (random() % 2 === 0 ? 1 : -1) * (1 + (random() % 64) / 64) * 2 ** exponent;
  });
  return [...edges, ...others];
}

describe(`rangeReport(format, data, options), seed ${seed}`, () => {
  const choices: readonly RangeReportOptions[] = [
    {},
    { scale: 0.25 },
    { saturate: true },
    { rounding: "roundTowardZero" },
    { rounding: "roundTowardPositive" },
    { rounding: "roundTowardNegative", saturate: true },
    { rounding: "roundToOdd" },
    { rounding: "roundTiesToAway" },
    { flushOutputs: true },
  ];

  it.each<Format<Code>>([FP64, FP32, FP16, BF16, E5M2, E4M3FN, E4M3FNUZ, E2M1FN, E8M0FNU])(
    "counts as encode does: $name",
    (format) => {
      const failures = new Failures();
      const data = someData(format);
      for (const options of choices) {
        const { counts, exact } = rangeReport(format, data, options);
        const expected = countOneByOne(format, data, options);
        const got = JSON.stringify({ counts, exact });
        failures.check(
          got === JSON.stringify(expected),
          () => `${JSON.stringify(options)}: ${got}, ${JSON.stringify(expected)}`,
        );
      }
      expect(failures.first).toEqual([]);
    },
  );

  it("adds energies and counts binades", () => {
    const report = rangeReport(FP16, Float64Array.of(2049, -3, 2 ** -26, 1e9, Number.NaN), { scale: 2 });
    expect(report.signalEnergy).toBe(4098 ** 2 + 36 + 2 ** -50);
    expect(report.errorEnergy).toBe(2 ** 2 + 2 ** -50);
    expect(report.sqnrDecibels).toBeCloseTo(10 * Math.log10(report.signalEnergy / report.errorEnergy), 10);
    expect([report.smallest, report.largest]).toEqual([2 ** -25, 2e9]);
    expect(report.histogram[0]).toEqual({ exponent: -25, count: 1, flushedToZero: 1, overflowed: 0 });
    expect(report.histogram.at(-1)).toEqual({ exponent: 30, count: 1, flushedToZero: 0, overflowed: 1 });
    expect(report.histogram).toHaveLength(56);
    expect(report.histogram.reduce((sum, { count }) => sum + count, 0)).toBe(4);
    expect(report.exponents).toEqual({ least: -24, emin: -14, emax: 15 });
    expect(report.shares.nan).toBe(0.2);
  });

  it("knows the binade of the smallest numbers there are", () => {
    const { histogram } = rangeReport(FP64, [Number.MIN_VALUE, 3 * 2 ** -1070]);
    expect(histogram.filter(({ count }) => count > 0).map(({ exponent }) => exponent)).toEqual([-1074, -1069]);
  });

  it("says how often the scale can be doubled", () => {
    for (const format of [FP16, BF16, E4M3FN, E5M2]) {
      for (const largest of [1, 1.75, 1.9999, 3e-5]) {
        const { doublingsLeft } = rangeReport(format, [largest, -largest / 3]);
        const overflows = (doublings: number): boolean =>
          rangeReport(format, [largest], { scale: 2 ** doublings }).counts.overflow > 0;
        expect([overflows(doublingsLeft!), overflows(doublingsLeft! + 1)]).toEqual([false, true]);
      }
    }
  });

  it("takes every kind of data, rounds each element with random bits of its own, and stays within binary64", () => {
    const counts = (report: RangeReport): object => report.counts;
    const data = [1, 2 ** -30, 1e6];
    expect(counts(rangeReport(FP16, Float32Array.from(data)))).toEqual(counts(rangeReport(FP16, data)));
    const lots = { rounding: "stochastic", random: { bits: (index: number) => index, count: 1 } } as const;
    expect(rangeReport(FP16, [2 ** -25, 2 ** -25], lots).counts).toMatchObject({ flushedToZero: 1, subnormal: 1 });
    expect(rangeReport(FP16, [1e300], { scale: 1e20 }).counts.overflow).toBe(1);
    expect(rangeReport(FP16, [1e300], { scale: 1e20, saturate: true }).counts.saturated).toBe(1);
    expect(rangeReport(FP16, []).shares.zero).toBe(0);
  });

  it("is data that JSON keeps", () => {
    const report = rangeReport(FP16, [1, 1e-9, 0]);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  test.each<[data: readonly unknown[], options: object, error: Error]>([
    [["1"], {}, new TypeError("rangeReport: numbers expected, got string at index 0")],
    [[1], { scale: 0 }, new RangeError("rangeReport: options.scale, a positive number, expected, got 0")],
    [[1], { scale: Number.NaN }, new RangeError("rangeReport: options.scale, a positive number, expected, got NaN")],
    [
      [1.1],
      { rounding: "stochastic" },
      new RangeError('options.random: { bits, count } expected for rounding "stochastic", got none'),
    ],
  ])("refuses %o with %o", (data, options, error) => {
    expect(() => rangeReport(FP16, data as number[], options)).toThrow(error);
  });
});

describe("the reason and the report agree", () => {
  it("about what is flushed to zero", () => {
    expect(explainRounding(FP16, 2 ** -25).result?.value).toBe("0");
    expect(rangeReport(FP16, [2 ** -25]).counts.flushedToZero).toBe(1);
  });
});
