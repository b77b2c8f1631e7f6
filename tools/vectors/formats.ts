import {
  add,
  BF16,
  bf16Add,
  bf16Div,
  bf16Mul,
  bf16Sqrt,
  bf16Sub,
  decode,
  div,
  encode,
  type Format,
  FP16,
  f16Add,
  f16Div,
  f16Mul,
  f16Sqrt,
  f16Sub,
  f32ToBf16,
  f32ToF16,
  f64ToBf16,
  f64ToF16,
  isNaN as isNaNCode,
  mul,
  type RoundingMode,
  sqrt,
  sub,
  TF32,
} from "@binade/softfloat";
import type { VectorResult } from "./vectorResult.ts";

/** Cells of fixed width, in hex; a cell of dashes is a case without a rule. */
type Column = string;

interface ValuesFile {
  readonly formats: Readonly<Record<string, FormatValues>>;
}

interface FormatValues {
  readonly values?: readonly unknown[];
  readonly f32Words?: Column;
  readonly sample?: readonly (readonly [code: number, value: number | string])[];
}

interface ConvertFile {
  readonly formats: Readonly<Record<string, { readonly f64: Conversions; readonly f32: Conversions }>>;
}

interface Conversions {
  readonly count: number;
  readonly in: Column;
  readonly exact: { readonly [R in RoundingMode]: { readonly nosat: Column; readonly sat: Column } };
}

interface ArithFile {
  readonly allPairs: Readonly<Record<string, { readonly n: number; readonly ops: Readonly<Record<string, unknown>> }>>;
  readonly pairs16: Readonly<Record<string, Pairs>>;
}

interface Pairs {
  readonly a: Column;
  readonly b: Column;
  readonly ops: Readonly<Record<string, { readonly codes: Column; readonly a?: Column }>>;
}

/** Whether one case comes out as recorded, and how to print it. */
interface Case {
  readonly agrees: boolean;
  readonly describe: () => string;
}

const formats: Readonly<Record<string, Format>> = { FP16, BF16, TF32 };
const disagreementsShown = 5;

/** The fast tier, where it has the function; it has to give the same codes. */
const fastFromF32: Readonly<Record<string, (word: number) => number>> = { FP16: f32ToF16, BF16: f32ToBf16 };
const fastFromF64: Readonly<Record<string, (x: number) => number>> = { FP16: f64ToF16, BF16: f64ToBf16 };

type Operation = (a: number, b: number) => number;

const specTier: Readonly<Record<string, (format: Format) => Operation>> = {
  add: (format) => (a, b) => add(format, a, b),
  sub: (format) => (a, b) => sub(format, a, b),
  mul: (format) => (a, b) => mul(format, a, b),
  div: (format) => (a, b) => div(format, a, b),
  sqrt: (format) => (a) => sqrt(format, a),
};

const fastTier: Readonly<Record<string, Readonly<Record<string, Operation>>>> = {
  FP16: { add: f16Add, sub: f16Sub, mul: f16Mul, div: f16Div, sqrt: f16Sqrt },
  BF16: { add: bf16Add, sub: bf16Sub, mul: bf16Mul, div: bf16Div, sqrt: bf16Sqrt },
};

/** The value of every recorded code. */
export function checkFormatValues(json: unknown): VectorResult[] {
  const all = Object.entries((json as ValuesFile).formats);
  return [
    ...knownOf(all).map(([name, format, recorded]) => tally(`formats/values ${name}`, valueCases(format, recorded))),
    unknown("formats/values others", all, ({ values }) => values?.length ?? 0),
  ];
}

/** Conversions from binary64 and binary32, every rounding, with and without saturation, NaN as a class. */
export function checkFormatConversions(json: unknown): VectorResult[] {
  const all = Object.entries((json as ConvertFile).formats);
  const ways = (conversions: Conversions): number => conversions.count * Object.keys(conversions.exact).length * 2;
  return [
    ...knownOf(all).map(([name, format, { f64, f32 }]) =>
      tally(`formats/convert ${name}`, [
        ...conversionCases(format, f64, { input: float64Of, fast: fastFromF64[name] }),
        ...conversionCases(format, f32, { input: float32Of, fast: fastOf(fastFromF32[name]) }),
      ]),
    ),
    unknown("formats/convert others", all, ({ f64, f32 }) => ways(f64) + ways(f32)),
  ];
}

/** Arithmetic on pairs of 16-bit codes, NaN as a class. */
export function checkFormatArithmetic(json: unknown): VectorResult[] {
  const { allPairs, pairs16 } = json as ArithFile;
  const pairs = (n: number, op: string): number => (op === "sqrt" ? n : n * n);
  const small = Object.entries(allPairs);
  return [
    ...knownOf(Object.entries(pairs16)).map(([name, format, recorded]) =>
      tally(`formats/arith ${name}`, arithmeticCases(name, format, recorded)),
    ),
    unknown("formats/arith others", small, ({ n, ops }) =>
      Object.keys(ops).reduce((count, op) => count + pairs(n, op), 0),
    ),
  ];
}

function knownOf<T>(all: readonly (readonly [string, T])[]): [name: string, format: Format, recorded: T][] {
  return all.flatMap(([name, recorded]) => {
    const format = formats[name];
    return format === undefined ? [] : [[name, format, recorded] as [string, Format, T]];
  });
}

function unknown<T>(
  name: string,
  all: readonly (readonly [string, T])[],
  count: (recorded: T) => number,
): VectorResult {
  const others = all.filter(([format]) => formats[format] === undefined);
  const noCounterpart = others.reduce((sum, [, recorded]) => sum + count(recorded), 0);
  return { name, agree: 0, total: 0, noCounterpart, disagreements: [] };
}

function tally(name: string, cases: Iterable<Case>): VectorResult {
  const disagreements: string[] = [];
  let [agree, total] = [0, 0];
  for (const { agrees, describe } of cases) {
    total++;
    if (agrees) agree++;
    else if (disagreements.length < disagreementsShown) disagreements.push(`${name} ${describe()}`);
  }
  return { name, agree, total, noCounterpart: 0, disagreements };
}

function* valueCases(format: Format, { f32Words, sample }: FormatValues): Generator<Case> {
  const recorded = sample ?? cells(f32Words!, 8).map((word, code) => [code, float32Of(word)] as const);
  for (const [code, value] of recorded) {
    const [expected, got] = [Number(value), decode(format, code)];
    yield { agrees: Object.is(expected, got), describe: () => `${hex(code)}: expected ${expected}, got ${got}` };
  }
}

function* conversionCases(
  format: Format,
  { in: inputs, exact, count }: Conversions,
  from: { readonly input: (word: string) => number; readonly fast: ((x: number) => number) | undefined },
): Generator<Case> {
  const words = cells(inputs, inputs.length / count);
  for (const rounding of Object.keys(exact) as RoundingMode[]) {
    for (const saturate of [false, true]) {
      const column = cells(exact[rounding][saturate ? "sat" : "nosat"], Math.ceil(format.bits / 4));
      const fast = rounding === "roundTiesToEven" && !saturate ? from.fast : undefined;
      for (const [i, word] of words.entries()) {
        if (column[i]!.startsWith("-")) continue;
        const x = from.input(word);
        const expected = Number.parseInt(column[i]!, 16);
        const got = [encode(format, x, { rounding, saturate }), ...(fast === undefined ? [] : [fast(x)])];
        yield {
          agrees: got.every((code) => sameCode(format, expected, code)),
          describe: () =>
            `${word} ${rounding} ${saturate ? "sat" : "nosat"}: expected ${hex(expected)}, got ${got.map(hex)}`,
        };
      }
    }
  }
}

function* arithmeticCases(name: string, format: Format, { a, b, ops }: Pairs): Generator<Case> {
  const width = Math.ceil(format.bits / 4);
  const second = cells(b, width);
  for (const [op, { codes, a: own }] of Object.entries(ops)) {
    const first = cells(own ?? a, width);
    const tiers = [specTier[op]!(format), fastTier[name]![op]!];
    for (const [i, code] of cells(codes, width).entries()) {
      const operands = [first[i]!, own === undefined ? second[i]! : "0"].map((cell) => Number.parseInt(cell, 16));
      const expected = Number.parseInt(code, 16);
      const got = tiers.map((compute) => compute(operands[0]!, operands[1]!));
      yield {
        agrees: got.every((result) => sameCode(format, expected, result)),
        describe: () => `${op} ${operands.map(hex)}: expected ${hex(expected)}, got ${got.map(hex)}`,
      };
    }
  }
}

function sameCode(format: Format, expected: number, got: number): boolean {
  return expected === got || (isNaNCode(format, expected) && isNaNCode(format, got));
}

/** A function of binary32 words as one of values. */
function fastOf(ofWord: ((word: number) => number) | undefined): ((x: number) => number) | undefined {
  return ofWord && ((x) => ofWord(new Uint32Array(Float32Array.of(x).buffer)[0]!));
}

function cells(column: Column, width: number): string[] {
  return Array.from({ length: column.length / width }, (_, i) => column.slice(i * width, (i + 1) * width));
}

const view = new DataView(new ArrayBuffer(8)); // scratch

function float64Of(word: string): number {
  view.setUint32(0, Number.parseInt(word.slice(0, 8), 16));
  view.setUint32(4, Number.parseInt(word.slice(8), 16));
  return view.getFloat64(0);
}

function float32Of(word: string): number {
  view.setUint32(0, Number.parseInt(word, 16));
  return view.getFloat32(0);
}

function hex(code: number): string {
  return code.toString(16);
}
