import {
  BF16,
  type Code,
  convert,
  encode,
  type Format,
  FP16,
  FP32,
  FP64,
  f32ToBf16,
  f32ToF16,
  f64ToBf16,
  f64ToF16,
  presets,
  type RoundingMode,
  type RoundingOptions,
} from "@binade/softfloat";
import {
  type Case,
  type Column,
  cells,
  cellWidth,
  codeOfCell,
  hex,
  isDashes,
  isSameCode,
  numberOfWord,
  tally,
  uncounted,
  withoutCounterpart,
} from "./formatCases.ts";
import { formatNamed } from "./formatNamed.ts";
import type { VectorResult } from "./vectorResult.ts";

interface ConvertFile {
  readonly formats: Readonly<Record<string, Readonly<Record<string, Conversions>>>>;
}

/** From binary64 or binary32 words, by their width. */
interface Conversions {
  readonly count: number;
  readonly in: Column;
  readonly exact: Readonly<Record<string, { readonly nosat: Column; readonly sat: Column }>>;
  readonly libraries?: Readonly<Record<string, LibraryColumn>>;
}

/** A column that equals an exact one but for what is listed; NaN codes count as one class. */
interface LibraryColumn {
  readonly like: string;
  readonly diff: readonly (readonly [index: number, cell: string])[];
  readonly nanInputs?: readonly (readonly [word: string, cell: string])[];
}

interface DisagreementsFile {
  readonly list: readonly Disagreement[];
}

interface Disagreement {
  readonly format: string;
  readonly against: string;
  readonly examples?: readonly { readonly in: string; readonly exact: string }[];
}

type Cases = Generator<Case | typeof withoutCounterpart>;

/** The fast tier, where it has the function; it has to give the same codes. */
const fastTier = new Map<Format<Code>, Readonly<Record<8 | 16, (x: number) => number>>>([
  [FP16, { 8: (x) => f32ToF16(wordOf(x)), 16: f64ToF16 }],
  [BF16, { 8: (x) => f32ToBf16(wordOf(x)), 16: f64ToBf16 }],
]);

/** Libraries that convert as the product can be told to, and how they get from binary64 to the format. */
const libraries: Readonly<Record<string, { readonly options: RoundingOptions; readonly throughBinary32: boolean }>> = {
  ml_dtypes: { options: presets.ml_dtypes, throughBinary32: true },
  torch: { options: {}, throughBinary32: true },
  numpy: { options: {}, throughBinary32: false },
};

/** Conversions from binary64 and binary32, every rounding, with and without saturation; libraries where they are right. */
export function checkFormatConversions(json: unknown): VectorResult[] {
  return Object.entries((json as ConvertFile).formats).map(([name, sources]) => {
    const format = formatNamed(name);
    const all = Object.values(sources);
    const ways = all.map(({ count, exact }) => count * Object.keys(exact).length * 2);
    if (format === undefined)
      return uncounted(
        `formats/convert ${name}`,
        ways.reduce((sum, way) => sum + way, 0),
      );
    return tally(`formats/convert ${name}`, allCases(format, all));
  });
}

/** What is right where a library is not, by the recorded examples. */
export function checkFormatDisagreements(json: unknown): VectorResult[] {
  return [tally("formats/examples where libraries are wrong", exampleCases((json as DisagreementsFile).list))];
}

function* allCases(format: Format<Code>, sources: readonly Conversions[]): Cases {
  for (const conversions of sources) {
    yield* exactCases(format, conversions);
    for (const name of Object.keys(conversions.libraries ?? {})) yield* libraryCases(format, conversions, name);
  }
}

function* exactCases(format: Format<Code>, { in: inputs, exact, count }: Conversions): Cases {
  const words = cells(inputs, inputs.length / count);
  for (const like of Object.keys(exact).flatMap((rounding) => [`${rounding}.nosat`, `${rounding}.sat`])) {
    const column = cells(columnLike(exact, like), cellWidth(format));
    const fast = like === "roundTiesToEven.nosat" ? fastTier.get(format) : undefined;
    const options = optionsLike(like);
    for (const [i, word] of words.entries()) {
      if (isDashes(column[i]!)) {
        yield withoutCounterpart;
        continue;
      }
      const x = numberOfWord(word);
      const got = [encode(format, x, options)];
      if (fast !== undefined) got.push(fast[word.length as 8 | 16](x));
      yield caseOf(format, `${word} ${like}`, column[i]!, got);
    }
  }
}

/** What the library gives for numbers, and for NaNs the code if the product can be told its rule. */
function* libraryCases(
  format: Format<Code>,
  { in: inputs, exact, count, libraries: recorded }: Conversions,
  name: string,
): Cases {
  const library = libraries[name];
  if (library === undefined) return; // gfloat's columns are the exact ones and its faults
  const { like, diff, nanInputs = [] } = recorded![name]!;
  const options = { ...optionsLike(like), ...library.options };
  const exactColumn = cells(columnLike(exact, like), cellWidth(format));
  const differing = new Map(diff);
  for (const [i, word] of cells(inputs, inputs.length / count).entries()) {
    const x = library.throughBinary32 ? Math.fround(numberOfWord(word)) : numberOfWord(word);
    if (Number.isNaN(x)) continue;
    const isOpen = name !== "ml_dtypes" && hasNoRule(format, x);
    const cell = differing.get(i) ?? exactColumn[i]!;
    yield isOpen || isKnownFault(format, x)
      ? withoutCounterpart
      : caseOf(format, `${word} ${name}`, cell, [encode(format, x, options)]);
  }
  if (name !== "ml_dtypes") return;
  for (const [word, cell] of nanInputs) {
    const got =
      word.length === 8
        ? convert(FP32, format, Number.parseInt(word, 16), options)
        : convert(FP64, format, BigInt(`0x${word}`), options);
    yield {
      agrees: hex(got) === hex(codeOfCell(format, cell)),
      describe: () => `${word} ${name}: expected ${cell}, got ${hex(got)}`,
    };
  }
}

/** E8M0 by ml_dtypes and torch: everything strictly between 2^-127 and 1.5 · 2^-127 goes up. */
export function isKnownFault(format: Format<Code>, x: number): boolean {
  return !format.hasZero && x > 2 ** -127 && x < 1.5 * 2 ** -127;
}

/** What no standard says: zero and negative numbers where there are none, and NaN where there is none. */
export function hasNoRule(format: Format<Code>, x: number): boolean {
  if (Number.isNaN(x)) return format.canonicalNaN === null;
  return (!format.hasZero && x === 0) || (!format.isSigned && x < 0);
}

function* exampleCases(list: readonly Disagreement[]): Cases {
  for (const { format: name, against, examples = [] } of list) {
    const format = formatNamed(name);
    for (const { in: word, exact } of examples) {
      if (format === undefined || isDashes(exact)) yield withoutCounterpart;
      else
        yield caseOf(format, `${name} ${word} ${against}`, exact, [
          encode(format, numberOfWord(word), optionsLike(against)),
        ]);
    }
  }
}

function caseOf(format: Format<Code>, what: string, cell: string, got: readonly Code[]): Case {
  const expected = codeOfCell(format, cell);
  return {
    agrees: got.every((code) => isSameCode(format, expected, code)),
    describe: () => `${what}: expected ${cell}, got ${got.map(hex)}`,
  };
}

/** `roundTiesToEven.sat` and the like. */
function columnLike(exact: Conversions["exact"], like: string): Column {
  const [rounding, saturation] = like.split(".");
  return exact[rounding!]![saturation as "nosat" | "sat"];
}

export function optionsLike(like: string): RoundingOptions {
  const [rounding, saturation] = like.split(".");
  return { rounding: rounding as RoundingMode, saturate: saturation === "sat" };
}

function wordOf(x: number): number {
  return new Uint32Array(Float32Array.of(x).buffer)[0]!;
}
