import type { FunctionCase } from "./functionCases.ts";
import { ulpError } from "./ulpError.ts";

export interface WorstUlpError {
  readonly ulps: number;
  /** The word of the input where it is reached first. */
  readonly bits: number;
}

/** Largest error of a function over the inputs whose words are `first`, `first + step`, … below `end`. */
export function worstUlpError(
  { evaluate, reference }: FunctionCase,
  first: number,
  end: number,
  step = 1,
): WorstUlpError {
  const input = new Float32Array(1);
  const word = new Uint32Array(input.buffer);
  let worst: WorstUlpError = { ulps: 0, bits: first };
  for (let bits = first; bits < end; bits += step) {
    word[0] = bits;
    const x = input[0]!;
    const ulps = ulpError(evaluate(x), reference(x));
    if (ulps > worst.ulps) worst = { ulps, bits };
  }
  return worst;
}
