import { encode, type Format, f16ToF32, findTensorCoreModel } from "@binade/softfloat";
import { column } from "./softwareUnit.ts";

/** Dot products of one file as jobs, and the FP32 words that the GPU gave. */
export interface RecordedDots {
  readonly jobs: readonly string[];
  readonly expected: readonly number[];
  /** A code of the result's format as an FP32 word, as the file has it. */
  readonly widen: (code: number) => number;
}

/** Recorded by an instruction that was given c = 0, whatever stands in the column. */
const recordedWithoutAddend = /^(H100|H200)_(E4M3|E5M2)_fp32/;

/** The content of a file `<GPU>_<operands>_<result>.txt.gz`, whose lines are `a… | b… | c | d`, FP32 words in hex. */
export function readRecordedDots(file: string, text: string): RecordedDots {
  const [gpu = "", operands = "", result = ""] = file.replace(/\..*$/, "").split("_");
  const input = operands.toLowerCase();
  const model = findTensorCoreModel(gpu, input, result);
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const rows = lines.map((line) => line.split("|").map((words) => words.trim().split(/\s+/).map(wordOf)));
  const jobs = rows.map((columns) => {
    const [a, b, c] = columns as [number[], number[], number[]];
    const addend = recordedWithoutAddend.test(file) ? [0] : codesOf(model.output, c);
    const words = [codesOf(model.input, a), codesOf(model.input, b), addend].map(column).join(" | ");
    return `dot ${gpu} ${input} ${result} | ${words}`;
  });
  return { jobs, expected: rows.map((columns) => columns[3]![0]!), widen: result === "fp16" ? f16ToF32 : (d) => d };
}

function codesOf(format: Format, words: readonly number[]): number[] {
  return words.map((word) => encode(format, new Float32Array(Uint32Array.of(word).buffer)[0]!));
}

function wordOf(text: string): number {
  if (!/^[0-9a-f]{8}$/i.test(text)) throw new Error(`expected an FP32 word of eight hex digits, got "${text}"`);
  return Number.parseInt(text, 16);
}
