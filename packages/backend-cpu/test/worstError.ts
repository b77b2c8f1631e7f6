import type { FunctionCase } from "./functionCases.ts";
import { functionError } from "./functionError.ts";

export interface WorstError {
  /** In the units of the case. */
  readonly error: number;
  /** The word of the input where it is reached first. */
  readonly bits: number;
}

/** Largest error of a function over the inputs whose words are `first`, `first + step`, … below `end`. */
export function worstError(functionCase: FunctionCase, first: number, end: number, step = 1): WorstError {
  const input = new Float32Array(1);
  const word = new Uint32Array(input.buffer);
  let worst: WorstError = { error: 0, bits: first };
  for (let bits = first; bits < end; bits += step) {
    word[0] = bits;
    const error = functionError(functionCase, input[0]!);
    if (error > worst.error) worst = { error, bits };
  }
  return worst;
}
