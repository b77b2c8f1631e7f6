import { elementCount, type KernelParams, type View } from "@binade/backend";
import { floatTarget, outputWords } from "../elements.ts";
import type { Memory } from "../memory.ts";
import { philoxWords } from "./philox.ts";

/** 2^-24: the spacing of a uniform value. */
const spacing = 1 / 16777216;

export function random(memory: Memory, [y]: readonly View[], _: readonly View[], params: KernelParams["random"]): void {
  const words = philoxWords(params.seed, params.stream, elementCount(y!.shape));
  switch (params.kind) {
    case "words":
      outputWords(memory, y!).set(words);
      return;
    case "uniform": {
      const low = Math.fround(params.low);
      const span = Math.fround(params.high - params.low);
      const target = floatTarget(memory, y!);
      for (let i = 0; i < target.length; i++) target[i] = low + Math.fround(span * ((words[i]! >>> 8) * spacing));
      return;
    }
    case "keep": {
      const threshold = Math.floor(params.dropProbability * 16777216);
      const target = outputWords(memory, y!);
      for (let i = 0; i < target.length; i++) target[i] = words[i]! >>> 8 >= threshold ? 1 : 0;
    }
  }
}
