import { checkTensorCoreDots, readTensorCoreFile } from "../../packages/softfloat/test/tensorCoreCases.ts";
import type { VectorResult } from "./vectorResult.ts";

/** Dot products recorded on a GPU; `undefined` when there is no model of it. */
export function checkTensorCore(path: string, text: string): readonly VectorResult[] | undefined {
  const recorded = readTensorCoreFile(path.replace(/^.*\//, ""), text);
  return recorded === null ? undefined : [{ ...checkTensorCoreDots(recorded), name: path, noCounterpart: 0 }];
}
