import { describe, expect, it } from "vitest";
import { type Code, enumerate, FP16, FP64, parse, type RoundingOptions } from "../src/index.ts";
import { type Explanation, explain, roundingInterval } from "../src/teaching/index.ts";
import { everyFormat, type FormatCase, narrowFormats } from "./everyFormat.ts";
import { bitsOf, infinityOf, maxFiniteOf, read, valueOfMagnitude } from "./oracle/layout.ts";
import { compare, fromNumber, negated, plus, type Rational, scaled, times } from "./oracle/rational.ts";
import { modes, roundExactly } from "./oracle/round.ts";
import type { Options } from "./oracle/special.ts";
import { decimalText, valueOfText } from "./oracle/text.ts";
import { createRandom, Failures, seed } from "./support.ts";
import { codeOf } from "./underTest.ts";

const half: Rational = { numerator: 1n, denominator: 2n };
const isEqual = (x: Rational, y: Rational): boolean => compare(x, y) === 0;
const powerOf = (exponent: number): Rational => scaled(1n, exponent);

/** The finite codes in the order of their values, one for each value. */
function sortedNumbers({ layout }: FormatCase): { code: number; value: Rational }[] {
  const numbers: { code: number; value: Rational }[] = [];
  for (let code = 0; code < 2 ** bitsOf(layout); code++) {
    const datum = read(layout, code);
    const isOther = numbers.some(({ value }) => datum.kind === "number" && isEqual(value, datum.value));
    if (datum.kind === "number" && !isOther) numbers.push({ code, value: datum.value });
  }
  return numbers.sort((a, b) => compare(a.value, b.value));
}

/** What is wrong with the fields and notations of a finite number. */
function notationFlaw({ format, layout }: FormatCase, told: Explanation, value: Rational): string | undefined {
  const { fields, exponent, implicitDigit, trailingSignificand, biasedExponent, isNegative, rational } = told;
  const { sign, biasedExponent: E, trailingSignificand: T } = fields;
  if (exponent === null || implicitDigit === null || rational === null) return "no number";
  if (BigInt(`0b${sign}${E}${T}`) !== BigInt(told.code)) return "fields";
  if (sign.length !== Number(layout.isSigned) || E.length !== layout.w || T.length !== layout.t) return "widths";
  if (biasedExponent !== Number.parseInt(E, 2) || trailingSignificand !== Number(`0b0${T}`)) return "field values";

  const isZero = value.numerator === 0n;
  const significand = scaled((BigInt(implicitDigit) << BigInt(layout.t)) + BigInt(trailingSignificand), -layout.t);
  const byFields = times(significand, powerOf(exponent));
  const hasValue = layout.hasSubnormals || biasedExponent > 0 || !layout.hasZero;
  if (hasValue && !isEqual(isNegative ? negated(byFields) : byFields, value)) return "value by fields";

  const sameZero = isZero && isNegative;
  if (Object.is(Number(told.value), -0) !== sameZero) return "sign of zero";
  if (!isEqual(fromNumber(Number(told.value)), value)) return "value";
  if (!isEqual({ numerator: BigInt(rational.numerator), denominator: BigInt(rational.denominator) }, value)) {
    return "rational";
  }
  const magnitude = value.numerator < 0n ? negated(value) : value;
  if (told.exactDecimal !== `${isNegative ? "-" : ""}${decimalText(magnitude)}`) return "exact decimal";
  if (!isEqual(valueOfText(told.hexFloat), value)) return "hex-float";
  const back = parse(format, told.shortest);
  const canonical = roundsTo(layout, value);
  if (!isZero && BigInt(back) !== canonical) return "shortest";
  const digits = told.exactDecimal.replace(/[-.]/g, "").replace(/^0+/, "");
  const significant = told.exactDecimal.includes(".") ? digits : digits.replace(/0+$/, "");
  if (told.decimalDigits?.exact !== Math.max(significant.length, 1)) return "decimal digits";
  return told.ulp !== null && isEqual(fromNumber(told.ulp), ulpOf(layout, magnitude)) ? undefined : "ulp";
}

function roundsTo(layout: FormatCase["layout"], value: Rational): bigint {
  return roundExactly(layout, value, {}).code;
}

/** Distance of the neighbours in the binade of a magnitude. */
function ulpOf(layout: FormatCase["layout"], magnitude: Rational): Rational {
  const emin = layout.hasZero ? 1 - layout.bias : -layout.bias;
  let exponent = emin;
  while (compare(magnitude, powerOf(exponent + 1)) >= 0) exponent++;
  return powerOf(exponent - layout.t);
}

/** What is wrong with the neighbours, where `numbers` are in order and `at` is the place of the value. */
function neighbourFlaw(
  { layout }: FormatCase,
  told: Explanation,
  [numbers, at]: readonly [ReturnType<typeof sortedNumbers>, number],
): string | undefined {
  const value = numbers[at]!.value;
  const largest = valueOfMagnitude(layout, maxFiniteOf(layout));
  const beyond = valueOfMagnitude(layout, maxFiniteOf(layout) + 1n);
  const infinity = infinityOf(layout) === undefined ? undefined : "Infinity";
  const expected = [
    { neighbour: told.previous, midpoint: told.midpointBelow, beside: numbers[at - 1], sign: "-" },
    { neighbour: told.next, midpoint: told.midpointAbove, beside: numbers[at + 1], sign: "" },
  ];
  for (const { neighbour, midpoint, beside, sign } of expected) {
    const isLargest = isEqual(sign === "-" ? negated(value) : value, largest);
    if (beside === undefined) {
      const text = isLargest && infinity !== undefined ? `${sign}${infinity}` : undefined;
      if (neighbour?.value !== text) return `neighbour ${neighbour?.value}`;
    } else if (neighbour === null || !isEqual(fromNumber(Number(neighbour.value)), beside.value)) {
      return `neighbour ${neighbour?.value}`;
    }
    const other = beside?.value ?? (isLargest ? (sign === "-" ? negated(beyond) : beyond) : undefined);
    if (
      other === undefined ? midpoint !== null : !isEqual(fromNumber(Number(midpoint)), times(plus(value, other), half))
    ) {
      return `midpoint ${midpoint}`;
    }
  }
  return undefined;
}

describe("explain(format, code) of every code", () => {
  it.each(narrowFormats)("$name", (subject) => {
    const { format, layout } = subject;
    const numbers = sortedNumbers(subject);
    const failures = new Failures();
    for (let bits = 0; bits < 2 ** bitsOf(layout); bits++) {
      const told = explain(format, codeOf(format, bits));
      const datum = read(layout, bits);
      failures.check(BigInt(told.code) === BigInt(bits), () => `${bits}: code ${told.code}`);
      failures.check(String(JSON.stringify(told)) === JSON.stringify(JSON.parse(JSON.stringify(told))), () => "JSON");
      if (datum.kind !== "number") {
        const isNothing = [told.exponent, told.implicitDigit, told.rational, told.ulp, told.midpointBelow].every(
          (x) => x === null,
        );
        failures.check(isNothing && !Number.isFinite(Number(told.value)), () => `${told.code}: ${told.value}`);
        continue;
      }
      const at = numbers.findIndex(({ value }) => isEqual(value, datum.value));
      const flaw = notationFlaw(subject, told, datum.value) ?? neighbourFlaw(subject, told, [numbers, at]);
      failures.check(flaw === undefined, () => `${told.code}: ${flaw}`);
    }
    expect(failures.first).toEqual([]);
  });
});

describe(`explain(format, code) of codes of wider formats, seed ${seed}`, () => {
  const random = createRandom(seed);

  it.each(everyFormat.filter(({ format }) => format.bits > 8))("$name", (subject) => {
    const { format, layout } = subject;
    const failures = new Failures();
    for (let i = 0; i < 150; i++) {
      const word = (BigInt(random()) << 32n) | BigInt(random());
      const sparse = i % 3 === 0 ? word & BigInt(random()) & BigInt(random()) : word;
      const code: Code = codeOf(format, BigInt.asUintN(bitsOf(layout), i < 4 ? BigInt(i) : sparse));
      const told = explain(format, code);
      const datum = read(layout, code);
      if (datum.kind !== "number") continue;
      const flaw = notationFlaw(subject, told, datum.value);
      failures.check(flaw === undefined, () => `${told.code}: ${flaw}`);
    }
    expect(failures.first).toEqual([]);
  });
});

const choices: readonly Options[] = [
  ...modes.map((rounding) => ({ rounding })),
  { saturate: true },
  { saturate: true, rounding: "roundTowardNegative" },
];

describe("roundingInterval(format, code, options) ends where the oracle rounds elsewhere", () => {
  it.each(narrowFormats)("$name", ({ format, layout }) => {
    const failures = new Failures();
    const epsilon = scaled(1n, -400);
    for (let bits = 0; bits < 2 ** bitsOf(layout); bits++) {
      const options = choices[bits % choices.length] as RoundingOptions;
      const interval = roundingInterval(format, codeOf(format, bits), options);
      if (interval === null) continue;
      for (const [end, isIncluded, inward] of [
        [interval.lower, interval.includesLower, epsilon],
        [interval.upper, interval.includesUpper, negated(epsilon)],
      ] as const) {
        if (!Number.isFinite(Number(end))) continue;
        const at = fromNumber(Number(end));
        const becomes = (x: Rational): boolean => roundExactly(layout, x, options as Options).code === BigInt(bits);
        // a zero end is either a zero itself, or the limit of the numbers of one sign
        const atEnd = at.numerator === 0n ? isIncluded : becomes(at);
        const isPoint = interval.lower === interval.upper;
        const isRight =
          atEnd === isIncluded &&
          (isPoint || becomes(plus(at, inward))) &&
          !(at.numerator !== 0n && becomes(plus(at, negated(inward))));
        failures.check(isRight, () => `${bits} ${JSON.stringify(options)}: end ${end} ${isIncluded}`);
      }
    }
    expect(failures.first).toEqual([]);
  });

  it("leaves no number out and gives none to two codes", () => {
    const failures = new Failures();
    for (const { format, name } of narrowFormats) {
      for (const options of choices as readonly RoundingOptions[]) {
        const told = [...enumerate(format, { skipNaN: true })].map((code) => roundingInterval(format, code, options));
        const intervals = told.filter((interval) => interval !== null);
        for (const [i, { upper, includesUpper }] of intervals.slice(0, -1).entries()) {
          const next = intervals[i + 1]!;
          const isBetweenZeros = upper === "-0" && next.lower === "0" && includesUpper && next.includesLower;
          const meet = Number(upper) === Number(next.lower) && includesUpper !== next.includesLower;
          failures.check(isBetweenZeros || meet, () => `${name} ${JSON.stringify(options)}: ${upper}, ${next.lower}`);
        }
      }
    }
    expect(failures.first).toEqual([]);
  });

  it("has no bound beyond which infinity or saturation takes everything", () => {
    expect(roundingInterval(FP16, FP16.infinity)).toMatchObject({
      lower: "65520",
      upper: "Infinity",
      includesUpper: true,
    });
    expect(roundingInterval(FP16, FP16.maxFinite, { saturate: true })).toMatchObject({
      upper: "Infinity",
      includesUpper: true,
    });
    expect(roundingInterval(FP16, FP16.maxFinite, { rounding: "roundTowardZero" })).toMatchObject({
      upper: "Infinity",
      includesUpper: false,
    });
    expect(roundingInterval(FP16, FP16.infinity, { saturate: true })).toBe(null);
    expect(roundingInterval(FP16, 0x3c01, { rounding: "stochastic" })).toMatchObject({
      lower: "1",
      includesLower: false,
      includesUpper: false,
    });
    expect(roundingInterval(FP16, FP16.canonicalNaN)).toBe(null);
    expect(roundingInterval(FP64, 1n)).toMatchObject({ lower: "2^-1075", upper: "3 · 2^-1075" });
  });
});
