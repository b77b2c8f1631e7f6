import { type Code, decode, type Format, isNaN as isNaNCode } from "@binade/softfloat";
import { type Case, type Column, cells, codeOfCell, hex, numberOfWord, tally, uncounted } from "./formatCases.ts";
import { formatNamed } from "./formatNamed.ts";
import type { VectorResult } from "./vectorResult.ts";

interface ValuesFile {
  readonly formats: Readonly<Record<string, FormatValues>>;
}

interface FormatValues {
  readonly meta?: Readonly<Record<string, unknown>>;
  readonly values?: readonly unknown[];
  readonly f32Words?: Column;
  readonly sample?: readonly (readonly [code: number, value: number | string])[];
}

/** The parameters of every recorded format and the value of every recorded code. */
export function checkFormatValues(json: unknown): VectorResult[] {
  return Object.entries((json as ValuesFile).formats).map(([name, recorded]) => {
    const format = formatNamed(name);
    if (format === undefined) return uncounted(`formats/values ${name}`, valuesOf(recorded).length);
    return tally(`formats/values ${name}`, [...metaCases(format, recorded), ...valueCases(format, recorded)]);
  });
}

/** What the files say of a format, from the format. */
const meta: Readonly<Record<string, (format: Format<Code>) => unknown>> = {
  bits: ({ bits }) => bits,
  signBits: ({ isSigned }) => (isSigned ? 1 : 0),
  exponentBits: ({ exponentBits }) => exponentBits,
  precision: ({ precision }) => precision,
  trailingSignificandBits: ({ precision }) => precision - 1,
  bias: ({ bias }) => bias,
  maxFinite: (format) => decode(format, format.maxFinite),
  minNormal: (format) => valueAt(format, format.hasZero ? 1n << BigInt(format.precision - 1) : 0n),
  minSubnormal: (format) => (format.hasSubnormals && format.precision > 1 ? valueAt(format, 1n) : null),
  minPositive: (format) => valueAt(format, format.hasZero ? 1n : 0n),
  hasZero: ({ hasZero }) => hasZero,
  hasNegativeZero: ({ hasNegativeZero }) => hasNegativeZero,
  hasInf: ({ infinity }) => infinity !== null,
  hasNaN: ({ canonicalNaN }) => canonicalNaN !== null,
  nanCodes: (format) => (format.bits <= 20 ? nanCodesOf(format) : undefined),
  canonicalNaN: ({ canonicalNaN }) => canonicalNaN,
  codeOfMax: ({ maxFinite }) => maxFinite,
  codeOfInf: ({ infinity }) => infinity,
};

function* metaCases(format: Format<Code>, recorded: FormatValues): Generator<Case> {
  for (const [key, expected] of Object.entries(recorded.meta ?? {})) {
    const got = meta[key]?.(format);
    if (got === undefined) continue;
    yield { agrees: got === expected, describe: () => `${key}: expected ${expected}, got ${got}` };
  }
}

function valueAt(format: Format<Code>, magnitude: bigint): number {
  return decode(format, codeOfCell(format, magnitude.toString(16)));
}

function nanCodesOf(format: Format<Code>): number {
  let count = 0;
  for (let code = 0; code < 2 ** format.bits; code++) if (isNaNCode(format, code)) count++;
  return count;
}

function* valueCases(format: Format<Code>, recorded: FormatValues): Generator<Case> {
  for (const [code, value] of valuesOf(recorded)) {
    const [expected, got] = [Number(value), decode(format, codeOfCell(format, code.toString(16)))];
    yield { agrees: Object.is(expected, got), describe: () => `${hex(code)}: expected ${expected}, got ${got}` };
  }
}

function valuesOf({ values, f32Words, sample }: FormatValues): readonly (readonly [code: number, value: unknown])[] {
  if (sample !== undefined) return sample;
  if (f32Words !== undefined) return cells(f32Words, 8).map((word, code) => [code, numberOfWord(word)]);
  return (values ?? []).map((value, code) => [code, value]);
}
