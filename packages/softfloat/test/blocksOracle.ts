/** Block quantisation in exact rational arithmetic, from the definitions; shares no code with the sources. */
import type { MxKind, ScaleRule } from "../src/index.ts";
import { deliver } from "./oracle/deliver.ts";
import { type Layout, type LayoutName, layouts, maxFiniteOf, nanOf, read, valueOfMagnitude } from "./oracle/layout.ts";
import { compare, fromNumber, negated, over, type Rational, scaled, times, toNumber } from "./oracle/rational.ts";
import type { Mode } from "./oracle/round.ts";

/** The element of a kind; MXINT8's is an integer over 64. */
export const elementNames: Readonly<Record<MxKind, LayoutName | "INT8">> = {
  mxfp8_e4m3: "E4M3FN",
  mxfp8_e5m2: "E5M2",
  mxfp6_e3m2: "E3M2FN",
  mxfp6_e2m3: "E2M3FN",
  mxfp4_e2m1: "E2M1FN",
  mxint8: "INT8",
};

const zero: Rational = { numerator: 0n, denominator: 1n };
const one = scaled(1n, 0);

export interface ExactBlock {
  readonly scale: number;
  readonly codes: readonly number[];
}

export interface ExactOptions {
  readonly scaleRule: ScaleRule;
  readonly rounding: Mode;
  readonly leastInteger: bigint;
}

/** One MX block of finite numbers. */
export function quantizeBlockExactly(kind: MxKind, block: readonly number[], options: ExactOptions): ExactBlock {
  const amax = block.map((x) => fromNumber(Math.abs(x))).reduce((x, y) => (compare(x, y) < 0 ? y : x), zero);
  const exponent =
    amax.numerator === 0n ? -127 : Math.min(127, Math.max(-127, exponentOf(kind, amax, options.scaleRule)));
  const name = elementNames[kind];
  const codes = block.map((x) => {
    const value = times(fromNumber(x), scaled(1n, -exponent));
    if (name === "INT8") return integerCode(value, options);
    const isNegative = x < 0 || Object.is(x, -0);
    const { rounding } = options;
    return Number(deliver(layouts[name], { kind: "number", isNegative, value }, { rounding, saturate: true }).code);
  });
  return { scale: exponent + 127, codes };
}

/** The exponent of the scale by the words of the rule. */
function exponentOf(kind: MxKind, amax: Rational, rule: ScaleRule): number {
  const largest = largestOf(kind);
  const emax = floorOfLog2(largest);
  const isPowerOfTwo = compare(amax, scaled(1n, floorOfLog2(amax))) === 0;
  switch (rule) {
    case "floor":
      return floorOfLog2(amax) - emax;
    case "ceil":
      return floorOfLog2(amax) + (isPowerOfTwo ? 0 : 1) - emax;
    case "even":
      return floorOfLog2(roundToDigits(amax, digitsOf(largest))) - emax;
    case "rceil": {
      let exponent = -300;
      while (compare(amax, times(largest, scaled(1n, exponent))) > 0) exponent++;
      return exponent;
    }
  }
}

function largestOf(kind: MxKind): Rational {
  const name = elementNames[kind];
  return name === "INT8" ? scaled(127n, -6) : valueOfMagnitude(layouts[name], maxFiniteOf(layouts[name]));
}

/** How many digits a number of this element has: those of a number just below the largest power of two. */
function digitsOf(largest: Rational): number {
  return { 448: 4, 57344: 3, 28: 3, 7.5: 4, 6: 2, [127 / 64]: 7 }[toNumber(largest)]!;
}

function floorOfLog2(x: Rational): number {
  let exponent = x.numerator.toString(2).length - x.denominator.toString(2).length;
  if (compare(x, scaled(1n, exponent)) < 0) exponent--;
  return exponent;
}

/** Ties to even. */
function roundToDigits(x: Rational, digits: number): Rational {
  const unit = floorOfLog2(x) - digits + 1;
  return times(scaled(roundToInteger(times(x, scaled(1n, -unit)), "roundTiesToEven"), 0), scaled(1n, unit));
}

function integerCode(value: Rational, { rounding, leastInteger }: ExactOptions): number {
  const rounded = roundToInteger(times(value, scaled(64n, 0)), rounding);
  const integer = rounded > 127n ? 127n : rounded < leastInteger ? leastInteger : rounded;
  return Number(BigInt.asUintN(8, integer));
}

/** An integer from the definition of each direction, for either sign. */
export function roundToInteger(x: Rational, rounding: Mode): bigint {
  if (x.numerator < 0n) {
    const opposite = {
      roundTowardPositive: "roundTowardNegative",
      roundTowardNegative: "roundTowardPositive",
    } as const;
    const mirrored = rounding in opposite ? opposite[rounding as keyof typeof opposite] : rounding;
    return -roundToInteger(negated(x), mirrored);
  }
  const down = x.numerator / x.denominator;
  const rest = compare(
    times({ numerator: x.numerator - down * x.denominator, denominator: x.denominator }, scaled(2n, 0)),
    one,
  );
  if (compare(x, scaled(down, 0)) === 0) return down;
  const isOdd = down % 2n === 1n;
  const up = {
    roundTiesToEven: rest > 0 || (rest === 0 && isOdd),
    roundTiesToAway: rest >= 0,
    roundTowardZero: false,
    roundTowardPositive: true,
    roundTowardNegative: false,
    roundToOdd: !isOdd,
  }[rounding];
  return up ? down + 1n : down;
}

/** The number of a code, exactly; `undefined` for NaN. */
export function elementValue(kind: MxKind, code: number): Rational | undefined {
  const name = elementNames[kind];
  if (name === "INT8") return times(scaled(BigInt.asIntN(8, BigInt(code)), 0), scaled(1n, -6));
  const datum = read(layouts[name], code);
  return datum.kind === "number" ? datum.value : undefined;
}

/** The three quotients of NVFP4, each rounded once. */
export interface ExactNvfp4 {
  readonly tensorScale: number;
  readonly scales: readonly number[];
  readonly codes: readonly number[];
}

export function quantizeNvfp4Exactly(values: readonly number[], rounding: Mode): ExactNvfp4 {
  const magnitudes = values.map((x) => fromNumber(Math.abs(x)));
  const largest = (some: readonly Rational[]): Rational => some.reduce((x, y) => (compare(x, y) < 0 ? y : x), zero);
  const amax = largest(magnitudes);
  const quotient = roundRational(layouts.FP32, over(amax, scaled(2688n, 0)), "roundTiesToEven");
  const tensorScale = amax.numerator === 0n ? one : quotient.numerator === 0n ? scaled(1n, -149) : quotient;

  const scales: number[] = [];
  const codes: number[] = [];
  for (let start = 0; start < values.length; start += 16) {
    const blockMax = largest(magnitudes.slice(start, start + 16));
    const rounded = codeOf(layouts.E4M3FN, over(blockMax, times(scaled(6n, 0), tensorScale)), "roundTiesToEven");
    const code = blockMax.numerator !== 0n && rounded === 0 ? 1 : rounded;
    scales.push(code);
    const scale = times(valueOfMagnitude(layouts.E4M3FN, BigInt(code)), tensorScale);
    for (const x of values.slice(start, start + 16)) {
      const isNegative = x < 0 || Object.is(x, -0);
      const value = x === 0 ? zero : over(fromNumber(x), scale);
      const options = { rounding, saturate: true };
      codes.push(Number(deliver(layouts.E2M1FN, { kind: "number", isNegative, value }, options).code));
    }
  }
  return { tensorScale: toNumber(tensorScale), scales, codes };
}

function codeOf(layout: Layout, value: Rational, rounding: Mode): number {
  return Number(deliver(layout, { kind: "number", isNegative: false, value }, { rounding, saturate: true }).code);
}

function roundRational(layout: Layout, value: Rational, rounding: Mode): Rational {
  return valueOfMagnitude(layout, BigInt(codeOf(layout, value, rounding)));
}

/** Whether a code is one of the element's NaNs, or the scale's. */
export function isNaNCode(name: LayoutName, code: number): boolean {
  return nanOf(layouts[name]) !== undefined && read(layouts[name], code).kind === "nan";
}
