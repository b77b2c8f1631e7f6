import { encode } from "../src/conversion/encode.ts";
import type { Format } from "../src/format/format.ts";
import { f16ToF32 } from "../src/kernels/f16ToF32.ts";
import { findTensorCoreModel } from "../src/tensorCore/findTensorCoreModel.ts";
import { tensorCoreDot } from "../src/tensorCore/tensorCoreDot.ts";
import type { TensorCoreModel } from "../src/tensorCore/tensorCoreModel.ts";
import { floatOf, hex } from "./support.ts";

/** What comparing one file of recorded dot products gave. */
export interface Tally {
  readonly agree: number;
  readonly total: number;
  readonly disagreements: readonly string[];
}

/** Dot products of one GPU and one pair of formats, as codes of the model's formats. */
export interface RecordedDots {
  readonly model: TensorCoreModel;
  readonly dots: readonly RecordedDot[];
}

interface RecordedDot {
  readonly line: number;
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly c: number;
  /** Word of the result, widened to FP32. */
  readonly d: number;
}

const disagreementsShown = 5;

/** Recorded by an instruction that was given c = 0, whatever stands in the column. */
const recordedWithoutAddend = /^(H100|H200)_(E4M3|E5M2)_fp32/;

/**
 * The content of a file `<GPU>_<operands>_<result>.txt.gz`, whose lines are `a… | b… | c | d`, FP32 words in hex.
 * @returns `null` when there is no such model.
 */
export function readTensorCoreFile(fileName: string, text: string): RecordedDots | null {
  const [gpu = "", input = "", output = ""] = fileName.replace(/\..*$/, "").split("_");
  const model = modelOf(gpu, input.toLowerCase(), output);
  if (model === null) return null;
  const [elementOf, addendOf] = [createCodeOf(model.input), createCodeOf(model.output)];
  const ignoresC = recordedWithoutAddend.test(fileName);
  const dots = text.split("\n").flatMap((content, i) => {
    if (content.trim() === "") return [];
    const columns = content.split("|").map((column) => column.trim().split(/\s+/).map(wordOfHex));
    const [a, b, [c] = [], [d] = []] = columns;
    if (columns.length !== 4 || c === undefined || d === undefined || a?.length !== b?.length) {
      throw new Error(`${fileName}: line ${i + 1}: expected a… | b… | c | d, got ${content.slice(0, 60)}`);
    }
    return [
      {
        line: i + 1,
        a: a!.map(elementOf),
        b: b!.map(elementOf),
        c: ignoresC ? 0 : addendOf(c),
        d,
      },
    ];
  });
  return { model, dots };
}

/** Compare every dot product with what `model` gives; the file's own model unless another is named. */
export function checkTensorCoreDots({ model: own, dots }: RecordedDots, model: TensorCoreModel = own): Tally {
  const disagreements: string[] = [];
  let agree = 0;
  for (const { line, a, b, c, d } of dots) {
    const code = tensorCoreDot(model, a, b, c);
    const got = model.output.name === "FP16" ? f16ToF32(code) : code;
    if (got === d || (isNaNWord(got) && isNaNWord(d))) agree++;
    else if (disagreements.length < disagreementsShown) {
      disagreements.push(`${model.name} line ${line}: expected ${hex(d)}, got ${hex(got)}`);
    }
  }
  return { agree, total: dots.length, disagreements };
}

function modelOf(gpu: string, input: string, output: string): TensorCoreModel | null {
  try {
    return findTensorCoreModel(gpu, input, output);
  } catch {
    return null;
  }
}

/** Words as codes of a format whose values they are; an addend of FP16 results is rounded, as it was for the record. */
function createCodeOf(format: Format): (word: number) => number {
  const known = new Map<number, number>();
  return (word) => {
    const code = known.get(word) ?? encode(format, floatOf(word));
    known.set(word, code);
    return code;
  };
}

function wordOfHex(text: string): number {
  if (!/^[0-9a-f]{8}$/i.test(text)) throw new Error(`expected an FP32 word of eight hex digits, got "${text}"`);
  return Number.parseInt(text, 16);
}

function isNaNWord(word: number): boolean {
  return (word & 0x7fffffff) > 0x7f800000;
}
