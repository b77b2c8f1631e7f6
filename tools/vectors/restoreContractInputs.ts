import { dtypes } from "@binade/backend";
import type { KernelCase, RecordedTensor } from "./contractFile.ts";

/** Cases whose output was recorded before two words of inputs became ±0: for each input, which one of `maximum` it is. */
const affected: { readonly [kernel: string]: readonly (number | undefined)[] } = {
  select: [undefined, 0, 1],
  reluGradient: [0, undefined],
};

const firstWord = 66;
const lastWord = 67;

/** What a result says about it. */
export const restoredNote: string = `words ${firstWord} and ${lastWord} of inputs restored`;

export function isAffected({ kernel }: KernelCase): boolean {
  return affected[kernel] !== undefined;
}

/**
 * The case with the inputs that its output was computed from. At words 66 and 67 the file has +0 and −0 there, written
 * after the outputs of select and reluGradient were: the recorded output of select is neither of its operands. What the
 * words were before is in `maximum`, recorded from the same data.
 */
export function restoreInputs(one: KernelCase, cases: readonly KernelCase[]): KernelCase {
  const sources = affected[one.kernel];
  const original = cases.find(({ kernel, output }) => kernel === "maximum" && output.dtype === one.output.dtype);
  if (sources === undefined || original === undefined) return one;
  const restore = (tensor: RecordedTensor, i: number): RecordedTensor => {
    const source = original.inputs[sources[i] ?? -1];
    return source === undefined ? tensor : { ...tensor, words: spliced(tensor, source) };
  };
  return { ...one, inputs: one.inputs.map(restore) };
}

function spliced({ dtype, words }: RecordedTensor, original: RecordedTensor): string {
  const digits = dtypes[dtype].byteWidth * 2;
  const [start, end] = [firstWord * digits, (lastWord + 1) * digits];
  return words.slice(0, start) + original.words.slice(start, end) + words.slice(end);
}
