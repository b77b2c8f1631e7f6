import {
  E4M3FN,
  E5M2,
  type Format,
  isNaN as isNaNCode,
  type MxKind,
  type MxOptions,
  quantizeMX,
  type RoundingMode,
  type ScaleRule,
} from "@binade/softfloat";
import { type Case, type Column, cells, isDashes, numberOfWord, tally, withoutCounterpart } from "./formatCases.ts";
import type { VectorResult } from "./vectorResult.ts";

interface BlocksFile {
  readonly mx: {
    readonly blockSize: number;
    readonly labels: readonly string[];
    readonly in: Column;
    readonly formats: Readonly<Record<MxKind, RecordedFormat>>;
  };
}

interface RecordedFormat {
  readonly exact: Readonly<Record<ScaleRule, RecordedBlocks>>;
  readonly libraries: Readonly<Record<string, Partial<RecordedBlocks>>>;
}

/** A scale per block and a code per element; dashes where there is no rule, or the library raised an exception. */
interface RecordedBlocks {
  readonly scales: Column;
  readonly codes: Column;
}

/** gfloat on binary64 is exact: blocks with NaN and infinities, which `exact` leaves out, and other roundings. */
const gfloatRoundings: Readonly<Record<string, RoundingMode>> = {
  "gfloat.TiesToEven.float64": "roundTiesToEven",
  "gfloat.TiesToAway.float64": "roundTiesToAway",
  "gfloat.TowardZero.float64": "roundTowardZero",
  "gfloat.TowardPositive.float64": "roundTowardPositive",
  "gfloat.TowardNegative.float64": "roundTowardNegative",
};

/** Element formats that have NaNs: any of their codes is right for one. */
const withNaN: Partial<Record<MxKind, Format>> = { mxfp8_e4m3: E4M3FN, mxfp8_e5m2: E5M2 };

/** Blocks of every kind under every scale rule, and gfloat's, a case each. */
export function checkBlocks(json: unknown): VectorResult[] {
  const { labels, in: inputs, blockSize, formats } = (json as BlocksFile).mx;
  const values = Float32Array.from(cells(inputs, 8), numberOfWord);
  return (Object.entries(formats) as [MxKind, RecordedFormat][]).flatMap(([kind, { exact, libraries }]) => {
    const compare = (name: string, recorded: RecordedBlocks, options: MxOptions): VectorResult =>
      tally(`formats/blocks ${kind} ${name}`, blockCases({ kind, values, labels, blockSize }, recorded, options));
    return [
      ...Object.entries(exact).map(([rule, recorded]) =>
        compare(`exact.${rule}`, recorded, { scaleRule: rule as ScaleRule }),
      ),
      ...Object.entries(gfloatRoundings).map(([library, rounding]) =>
        compare(library, libraries[library] as RecordedBlocks, { rounding, allowsMinus128: true }),
      ),
    ];
  });
}

interface Inputs {
  readonly kind: MxKind;
  readonly values: Float32Array;
  readonly labels: readonly string[];
  readonly blockSize: number;
}

function* blockCases(
  { kind, values, labels, blockSize }: Inputs,
  { scales, codes }: RecordedBlocks,
  options: MxOptions,
): Generator<Case | typeof withoutCounterpart> {
  const got = quantizeMX(kind, values, options);
  const expectedScales = cells(scales, 2);
  const expectedCodes = cells(codes, codes.length / values.length);
  const format = withNaN[kind];
  const isSame = (expected: number, code: number): boolean =>
    expected === code || (format !== undefined && isNaNCode(format, expected) && isNaNCode(format, code));

  for (const [block, label] of labels.entries()) {
    const start = block * blockSize;
    const expected = expectedCodes.slice(start, start + blockSize);
    const scale = expectedScales[block]!;
    if (isDashes(scale) || expected.some(isDashes)) {
      yield withoutCounterpart;
      continue;
    }
    const element = expected.findIndex((cell, i) => !isSame(Number.parseInt(cell, 16), got.codes[start + i]!));
    const gotScale = got.scales[block]!;
    yield {
      agrees: element < 0 && Number.parseInt(scale, 16) === gotScale,
      describe: () =>
        element < 0
          ? `${label}: expected scale ${scale}, got ${gotScale.toString(16)}`
          : `${label}[${element}]: expected ${scale} ${expected[element]}, got ${gotScale.toString(16)} ${got.codes[start + element]!.toString(16)}`,
    };
  }
}
