import { elementCount, type KernelParams, type View } from "@binade/backend";
import { floatTarget, outputWords } from "../elements.ts";
import { log } from "../functions/log.ts";
import { sineOfFraction } from "../functions/sineOfFraction.ts";
import type { Memory } from "../memory.ts";
import { philoxWords } from "./philox.ts";

/** 2^-24: the spacing of a uniform value. */
const spacing = 1 / 16777216;

export function random(memory: Memory, [y]: readonly View[], _: readonly View[], params: KernelParams["random"]): void {
  const count = elementCount(y!.shape);
  const words = philoxWords(params.seed, params.stream, params.kind === "normal" ? count + (count & 1) : count);
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
    case "normal": {
      const target = floatTarget(memory, y!);
      for (let i = 0; i < target.length; i++) target[i] = normal(words[i & ~1]!, words[i | 1]!, (i & 1) === 0 ? 1 : 0);
      return;
    }
    case "keep": {
      const threshold = Math.floor(params.dropProbability * 16777216);
      const target = outputWords(memory, y!);
      for (let i = 0; i < target.length; i++) target[i] = words[i]! >>> 8 >= threshold ? 1 : 0;
    }
  }
}

/** Box and Muller's variate: r·cos for one quarter turn more, r·sin for none, of the angle w1·2^-32 turns. */
function normal(w0: number, w1: number, quarterTurns: 0 | 1): number {
  const u1 = ((w0 >>> 8) + 1) * spacing;
  const radius = Math.fround(Math.sqrt(Math.fround(-2 * log(u1))));
  return Math.fround(radius * sineOfFraction(quarterTurns + (w1 >>> 30), w1 << 2, 0));
}
