import type { View } from "@binade/backend";
import type { Machine } from "./machine.ts";

/** The words of a state buffer on the device, by the state layouts of the contract. */
export interface StateWords {
  int(word: number): number;
  setInt(word: number, value: number): void;
  float(word: number): number;
  setFloat(word: number, value: number): void;
}

const float = new Float32Array(1); //              scratch
const bits = new Int32Array(float.buffer); //      scratch, the same four bytes

export function stateWords({ memory }: Machine, view: View): StateWords {
  const base = memory.addressOfView(view) >>> 2;
  const { words } = memory;
  return {
    int: (word) => words[base + word]!,
    setInt: (word, value) => {
      words[base + word] = value;
    },
    float: (word) => {
      bits[0] = words[base + word]!;
      return float[0]!;
    },
    setFloat: (word, value) => {
      float[0] = value;
      words[base + word] = bits[0]!;
    },
  };
}
