import { checkShortest, type ShortestFile } from "../../packages/softfloat/test/shortestCases.ts";
import type { VectorResult } from "./vectorResult.ts";

/** The shortest decimal of every recorded code, and the code that it reads back as. */
export function checkShortestDecimals(json: unknown): VectorResult[] {
  return Object.entries((json as ShortestFile).formats).map(([format, recorded]) => {
    const name = `formats/text ${format}`;
    const tally = checkShortest(format, recorded);
    if (tally !== undefined) return { name, noCounterpart: 0, ...tally };
    return { name, agree: 0, total: 0, noCounterpart: recorded.digits.split(" ").length, disagreements: [] };
  });
}
